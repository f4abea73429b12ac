import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openReal, readReal } from '../../benchmarks/plates/real-sets.ts';
import { scoreOutcomes } from '../../benchmarks/plates/score.ts';
import { makePlateReading } from '../plates/make-plate-reading.ts';
import { makePng } from './make-png.ts';

describe('a folder of real pictures', () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'real-'));
    writeFileSync(join(folder, 'labels.csv'), 'file,plate,province\na.png,1กข 1284,\n');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it('is scored with corrected labels and as given, but read once', async () => {
    writeFileSync(join(folder, 'a.png'), await makePng());
    const fixesFile = join(folder, 'fixes.csv');
    writeFileSync(fixesFile, 'file,field,position,given,true\na.png,plate,6,8,3\n');
    let reads = 0;
    const readCrop = async () => {
      reads++;
      return makePlateReading({ letters: '1กข', digits: '1234' });
    };

    const sets = await readReal(
      { readCrop, readFrame: async () => [] },
      await openReal({ folder, fixesFile, ways: ['crop'] }),
    );

    expect(
      sets.map(({ set, outcomes }) => [set.name.split(', ').at(-1), scoreOutcomes(outcomes).exact.part]),
    ).toEqual([
      ['labels corrected', 1],
      ['labels as given', 0],
    ]);
    expect(reads).toBe(1);
  });

  it.each([
    [320, 160, ['crop', 'photo']],
    [1280, 720, ['photo']],
    [300, 300, ['photo']],
  ])('of %i × %i pixels is read as %j', async (width, height, ways) => {
    writeFileSync(join(folder, 'a.png'), await makePng(width, height));

    expect((await openReal({ folder })).ways).toEqual(ways);
  });
});
