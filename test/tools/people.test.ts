import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PeopleMinute } from '../../lambdas/cameras/people-state.ts';
import { PeopleOptionError, peopleCommand } from '../../tools/people.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { firstMinute } from '../cameras/make-people-minute.ts';
import { memoryCameraStore } from '../memory/camera-store.ts';
import { memoryPeopleStore } from '../memory/people-store.ts';

/** Three hours after the first minute, 10:00 in Thailand. */
const now = firstMinute + 3 * 3_600_000;
const folder = mkdtempSync(join(tmpdir(), 'safety-zone-people-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const minuteAt = (number: number, count: Partial<PeopleMinute> = {}): PeopleMinute => {
  const at = firstMinute + number * 60_000;
  return {
    at,
    from: at,
    frames: 120,
    seen: 60,
    atOnce: 2,
    passed: 3,
    dwellSeconds: 30,
    headings: { N: 2 },
    ...count,
  };
};

const people = memoryPeopleStore();
beforeAll(async () => {
  const market = [
    minuteAt(0),
    minuteAt(1, { atOnce: 7, headings: { N: 1, E: 4 } }),
    minuteAt(90, { passed: 0, dwellSeconds: 0 }),
  ];
  await people.save({ cameraId: 'market', retentionDays: 30, minutes: market });
  await people.save({ cameraId: 'station', retentionDays: 30, minutes: [minuteAt(60)] });
});

async function run(...words: string[]): Promise<string> {
  const printed: string[] = [];
  const watching = { market: ['faces'], station: ['faces', 'plates'], bridge: ['plates'] } as const;
  const cameras = memoryCameraStore(
    Object.entries(watching).map(([id, watches]) => makeCamera({ id, watches: [...watches] })),
  );
  const command = peopleCommand({
    openPorts: async () => ({ cameras, people }),
    out: (text) => void printed.push(text),
    clock: () => now,
  }).exitOverride();
  await new Command('zone').addCommand(command).parseAsync(['people', ...words], { from: 'user' });
  return printed.join('');
}

describe('zone people', () => {
  it('shows each camera by the hour, in Thai time', async () => {
    const table = await run();

    const row = table.split('\n').find((line) => line.includes('07:00'));
    for (const text of ['2026-01-01 07:00', 'market', '6', '7', '0.5', '10.0 s', 'E 4, N 3'])
      expect(row).toContain(text);
    expect(table).toContain('station');
    expect(table).not.toContain('bridge');
  });

  it('shows one camera by the minute as JSON', async () => {
    const found: unknown = JSON.parse(await run('market', '--by', 'minute', '--hours', '2', '--json'));

    expect(found).toEqual(
      [
        {
          ...minuteAt(90, { passed: 0, dwellSeconds: 0 }),
          from: undefined,
          cameraId: 'market',
          length: 60_000,
          minutes: 1,
        },
      ].map(({ from: _, ...bucket }) => bucket),
    );
  });

  it('says so when nothing was counted', async () => {
    expect(await run('station', '--hours', '1')).toContain('Nothing was counted');
  });

  it('draws a panel for each camera and marks the hours without video', async () => {
    const file = join(folder, 'people.svg');

    await run('--plot', file);

    const svg = readFileSync(file, 'utf8');
    expect(svg).toContain('>market</text>');
    expect(svg).toContain('>station</text>');
    expect(svg).toContain('ผ่านไป · passed');
    expect(svg.match(/fill="#e6eaed"\/>(?!<text)/g)).toHaveLength(1 + 2);
  });

  it('draws a picture, too', async () => {
    const file = join(folder, 'people.png');

    await run('market', '--by', 'minute', '--plot', file);

    expect(await sharp(file).metadata()).toMatchObject({ format: 'png', width: 1000 });
  });

  it.each([
    ['a camera that is not there', ['harbor'], '"harbor" is no camera that watches faces'],
    ['a camera that watches plates alone', ['bridge'], 'there are market, station'],
    ['a chart of another kind', ['--plot', 'people.pdf'], '.svg or .png'],
  ])('refuses %s', async (_, words, message) => {
    await expect(run(...words)).rejects.toThrow(message);
    await expect(run(...words)).rejects.toThrow(PeopleOptionError);
  });
});
