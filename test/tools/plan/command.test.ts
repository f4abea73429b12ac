import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { FileRefusedError } from '../../../lambdas/zone/read-zone-file.ts';
import { ImportRefusedError } from '../../../tools/plan/import-error.ts';
import { planCommand } from '../../../tools/plan/plan.ts';

let folder: string;
const nongkhai = readFileSync('zones/nongkhai.yaml', 'utf8');

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'plan-'));
});
afterAll(() => rm(folder, { recursive: true }));
afterEach(() => {
  process.exitCode = undefined;
});

async function zoneFile(name: string, text = nongkhai): Promise<string> {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
}

async function run(...args: readonly string[]) {
  const [out, err]: [string[], string[]] = [[], []];
  const command = planCommand({ out: (text) => out.push(text), err: (text) => err.push(text) });
  await command.exitOverride().parseAsync([...args], { from: 'user' });
  return { out: out.join('\n'), err: err.join('\n'), exitCode: process.exitCode ?? 0 };
}

describe('zone plan', () => {
  it('draws everything of a good plan and exits with 0 in spite of warnings', async () => {
    const target = join(folder, 'drawn');

    const { out, err, exitCode } = await run(await zoneFile('good.yaml'), '--out', target);

    expect(exitCode).toBe(0);
    expect(err).toMatch(/good\.yaml:\d+: poles\.9\.site: warning: no camera sees nk-pole-hospital/);
    expect(out).toContain('poles a camera sees 9 / 10');
    const names = ['coverage', 'map'].flatMap((name) =>
      ['th', 'en'].flatMap((l) => [`${name}-${l}.png`, `${name}-${l}.svg`]),
    );
    const pages = ['th', 'en'].flatMap((l) => [`installers-${l}.md`, `plan-${l}.html`]);
    expect(readdirSync(target).toSorted()).toEqual(
      [...names, ...pages, 'plan.geojson', 'sites.csv'].toSorted(),
    );
  });

  it('exits with 1 on warnings when it is to be strict', async () => {
    expect((await run(await zoneFile('good.yaml'), '--strict')).exitCode).toBe(1);
  });

  it('refuses a pole in the river with file, line and field, and draws nothing', async () => {
    const wet = nongkhai
      .replace('latitude: 17.8770', 'latitude: 17.8900')
      .replace('longitude: 102.7360', 'longitude: 102.7400');
    const line = wet.split('\n').findIndex((text) => text.includes('latitude: 17.8900')) + 1;
    const target = join(folder, 'wet');

    const { err, exitCode } = await run(await zoneFile('wet.yaml', wet), '--out', target);

    expect(exitCode).toBe(1);
    expect(err).toContain(
      `wet.yaml:${line}: sites.12.latitude: error: nong-khai-hospital (nk-pole-hospital) stands in the Mekong River`,
    );
    expect(existsSync(target)).toBe(false);
  });

  it.each([
    [
      'swapped coordinates',
      'latitude: 17.8857',
      'latitude: 102.7447',
      'sites.0.latitude: is 102.7447, must lie in Thailand',
    ],
    ['two cameras of one id', 'id: nk-cam-naga', 'id: nk-cam-pier', '"nk-cam-pier" is used twice'],
    [
      'a range shorter than the distance to watch',
      'rangeMeters: 40',
      'rangeMeters: 4',
      'view.rangeMeters: is 4, must be at least watchesAtMeters (11)',
    ],
    [
      'a lens without a sensor',
      'sensorWidthMillimeters: 5.4, ',
      '',
      'view.sensorWidthMillimeters: is missing',
    ],
    [
      'a phase that is not named',
      'phase: pilot-2021',
      'phase: pilot-2020',
      '"pilot-2020" is no phase of this file',
    ],
    [
      'a height of a tower',
      'mountHeightMeters: 3.5',
      'mountHeightMeters: 350',
      'view.mountHeightMeters: is 350, must be at most 30',
    ],
  ])('refuses %s', async (_, right, wrong, problem) => {
    const file = await zoneFile('bad.yaml', nongkhai.replace(right, wrong));

    await expect(run(file)).rejects.toThrow(FileRefusedError);
    await expect(run(file)).rejects.toThrow(problem);
    const { out, exitCode } = await run(file, '--json');
    expect(JSON.parse(out)).toMatchObject({ findings: [{ level: 'error', file }], files: [] });
    expect(exitCode).toBe(1);
  });

  it('tells findings with their fields and the figures as JSON', async () => {
    const { out, err } = await run(await zoneFile('good.yaml'), '--json');

    expect(err).toBe('');
    expect(JSON.parse(out)).toMatchObject({
      findings: [
        { level: 'warning', field: 'poles.9.site' },
        { level: 'warning', field: 'sites.9.approachRoad' },
      ],
      figures: { sites: 14, cameras: 14, poles: 10, overlaps: [] },
    });
  });

  it('says that nothing was checked against rivers where there is no base map', async () => {
    const elsewhere = nongkhai.replace('id: nongkhai', 'id: elsewhere');

    expect((await run(await zoneFile('elsewhere.yaml', elsewhere))).out).toContain('No base map');
  });
});

describe('zone plan import', () => {
  it('writes the part of a zone file', async () => {
    const csv = join(folder, 'sites.csv');
    await writeFile(csv, 'id,name,latitude,longitude\nmarket,ตลาด,17.88,102.74\n');
    const target = join(folder, 'sites.yaml');

    const { out } = await run('import', csv, '--out', target);

    expect(out).toContain('1 sites, 0 cameras, 0 poles');
    expect(readFileSync(target, 'utf8')).toContain('th: ตลาด');
    expect((await run('import', csv)).out).toContain('- id: market');
  });

  it('writes nothing of a file that it refuses', async () => {
    const csv = join(folder, 'swapped.csv');
    await writeFile(csv, 'id,name,latitude,longitude\nmarket,ตลาด,17.88,102.74\npier,ท่าเรือ,102.74,17.88\n');
    const target = join(folder, 'swapped.yaml');

    await expect(run('import', csv, '--out', target)).rejects.toThrow(ImportRefusedError);
    await expect(run('import', csv)).rejects.toThrow('swapped.csv: line 3: latitude: is 102.74');
    expect(existsSync(target)).toBe(false);
  });
});
