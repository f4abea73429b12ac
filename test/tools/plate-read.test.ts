import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPlate } from '../../models/plates/render-plate.ts';
import { plateReadCommand } from '../../tools/plate-read.ts';

let folder: string;
let plate: string;
let broken: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plate-read-'));
  plate = join(folder, 'plate.png');
  broken = join(folder, 'broken.jpg');
  await writeFile(plate, await renderPlate({ letters: '1กข', digits: '1234', province: 'หนองคาย' }));
  await writeFile(broken, 'this is no picture');
});
afterAll(() => rm(folder, { recursive: true }));

async function run(...args: readonly string[]) {
  const printed = { out: '', err: '', exitCode: 0 };
  const command = plateReadCommand({
    out: (text) => {
      printed.out += text;
    },
    err: (text) => {
      printed.err += text;
    },
    setExitCode: (code) => {
      printed.exitCode = code;
    },
  });
  await command.parseAsync(args, { from: 'user' });
  return printed;
}

describe('zone plate read', () => {
  it('prints plates as JSON, without the province in the text', async () => {
    const { out, exitCode } = await run(plate, '--json');

    const [{ file, plates, unread }] = JSON.parse(out);
    const [{ confidence, fields, candidates, box, ...read }] = plates;
    expect(file).toBe(plate);
    expect(read).toEqual({
      class: expect.toBeOneOf(['car', 'public', 'auctioned']),
      text: '1กข 1234',
      letters: '1กข',
      digits: '1234',
      province: 'หนองคาย',
    });
    expect(Object.keys(fields)).toEqual(['class', 'letters', 'digits', 'province']);
    expect(candidates).toHaveLength(3);
    expect(candidates[0]).toMatchObject({ text: '1กข 1234', probability: confidence });
    expect(box).toMatchObject({ width: expect.any(Number), height: expect.any(Number) });
    expect(unread).toEqual([]);
    expect(exitCode).toBe(0);
  });

  it('prints a table for people', async () => {
    const { out } = await run(plate);

    expect(out).toContain('1กข 1234');
    expect(out).toContain('หนองคาย');
    expect(out).toContain('else it could be');
  });

  it('says why it reads nothing', async () => {
    const blank = join(folder, 'blank.png');
    await writeFile(
      blank,
      await sharp({ create: { width: 320, height: 160, channels: 3, background: '#888' } })
        .png()
        .toBuffer(),
    );
    const { out, exitCode } = await run(blank);

    expect(out).toMatch(/blank\.png: (?:no plate|not sure)/u);
    expect(exitCode).toBe(0);
  });

  it('reads the other pictures when one cannot be read, says which, and fails', async () => {
    const { out, err, exitCode } = await run(broken, plate, '--json');

    const [first, second] = JSON.parse(out);
    expect(first).toEqual({
      file: broken,
      plates: [],
      unread: [],
      error: expect.stringMatching(/not a readable/u),
    });
    expect(second.plates).toHaveLength(1);
    expect(err).toContain(broken);
    expect(exitCode).toBe(1);
  });

  it('fails for a file that is not there', async () => {
    const { err, exitCode } = await run(join(folder, 'missing.jpg'));

    expect(err).toContain('missing.jpg');
    expect(exitCode).toBe(1);
  });
});
