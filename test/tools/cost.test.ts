import { mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { costCommand } from '../../tools/cost.ts';

const file = 'zones/twenty-cameras.yaml';

async function run(...words: readonly string[]): Promise<string> {
  let said = '';
  await costCommand((text) => {
    said += text;
  }).parseAsync([file, ...words], { from: 'user' });
  return said;
}

describe('zone cost', () => {
  it('says the bill in USD and baht, by service, for more cameras, and what others cost', async () => {
    const said = await run();

    expect(said).toMatch(/20 cameras and 10 poles in ap-southeast-1: USD [\d,]+ \(THB [\d,]+\) a month/);
    for (const word of ['Kinesis Video', '1,000', 'Flock Safety']) expect(said).toContain(word);
  });

  it('gives all of it as JSON', async () => {
    const report = JSON.parse(await run('--json', '--cameras', '40', '--passes', '10'));

    expect(report.estimate.use).toMatchObject({ cameras: 40, poles: 20, facePasses: 30 * 10 * 30 });
  });

  it('writes tables, figures and the picture into a folder', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'zone-cost-'));

    await run('--out', folder);

    expect(readdirSync(folder).toSorted()).toEqual([
      'cost.json',
      'cost.md',
      'sensitivity.png',
      'sensitivity.svg',
    ]);
    expect(readFileSync(join(folder, 'cost.md'), 'utf8')).toContain('| watch-camera, waiting |');
  });

  it.each([
    ['--passes', '-1'],
    ['--cameras', '1.5'],
    ['--poles', 'many'],
  ])('refuses %s %s', async (option, value) => {
    const command = costCommand(() => undefined)
      .exitOverride()
      .configureOutput({ writeErr: () => undefined });

    await expect(command.parseAsync([file, option, value], { from: 'user' })).rejects.toThrow(/whole number/);
  });
});
