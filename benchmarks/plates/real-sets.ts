import { existsSync, readFileSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import sharp from 'sharp';
import type { PlateReader } from '../../lambdas/plates/plate-reader.ts';
import { parseLabelFixes } from './label-fixes.ts';
import { readLabeledFolder } from './labeled-folder.ts';
import type { LabeledPicture, ReadingWay } from './labeled-picture.ts';
import { type Outcome, readSet } from './outcome.ts';
import type { ReadSet } from './report.ts';
import { median } from './score.ts';

interface OpenRealParams {
  readonly folder: string;
  readonly split?: string;
  /** A CSV of corrections; one that does not exist corrects nothing. */
  readonly fixesFile?: string;
  /** Found out from the pictures' sizes unless told. */
  readonly ways?: readonly ReadingWay[];
}

/** A labeled folder before it is read. */
export interface RealPictures {
  readonly name: string;
  readonly ways: readonly ReadingWay[];
  /** The same pictures in the same order. */
  readonly given: readonly LabeledPicture[];
  readonly corrected: readonly LabeledPicture[];
  readonly isCorrected: boolean;
}

/** Throws LabeledFolderError and LabelFixError. */
export async function openReal({ folder, split, fixesFile, ways }: OpenRealParams): Promise<RealPictures> {
  const fixes = fixesFile && existsSync(fixesFile) ? parseLabelFixes(readFileSync(fixesFile, 'utf8')) : [];
  const source = { folder, ...(split === undefined ? {} : { split }) };
  const given = readLabeledFolder(source);
  return {
    name: `real, ${split ?? basename(resolve(folder))}`,
    ways: ways ?? (await waysOf(given)),
    given,
    corrected: readLabeledFolder({ ...source, fixes }),
    isCorrected: given.some(({ file }) => fixes.some((fix) => fix.file === file)),
  };
}

/** Reads each picture once in each way. Where labels have corrections it is scored twice: corrected, and as given. */
export async function readReal(reader: PlateReader, real: RealPictures): Promise<readonly ReadSet[]> {
  const sets: ReadSet[] = [];
  for (const way of real.ways) {
    const set = { name: real.name, origin: 'real' as const, way };
    const outcomes = await readSet(reader, { ...set, pictures: real.corrected });
    if (!real.isCorrected) sets.push({ set, outcomes });
    else
      sets.push(
        { set: { ...set, name: `${real.name}, labels corrected` }, outcomes },
        { set: { ...set, name: `${real.name}, labels as given` }, outcomes: relabel(outcomes, real.given) },
      );
  }
  return sets;
}

function relabel(outcomes: readonly Outcome[], pictures: readonly LabeledPicture[]): readonly Outcome[] {
  return outcomes.map((outcome, index) => ({ ...outcome, truth: pictures[index]?.truth ?? null }));
}

const pictureOfPlateAtMost = 400;

/** Small and wide pictures are plates cut out, and are read as photos too; others are photos. */
async function waysOf(pictures: readonly LabeledPicture[]): Promise<readonly ReadingWay[]> {
  const sizes = await Promise.all(
    pictures.slice(0, 25).map(async ({ bytes }) => sharp(await bytes()).metadata()),
  );
  const isCrops =
    median(sizes.map(({ width }) => width)) <= pictureOfPlateAtMost &&
    median(sizes.map(({ width, height }) => width / height)) >= 1.2;
  return isCrops ? ['crop', 'photo'] : ['photo'];
}
