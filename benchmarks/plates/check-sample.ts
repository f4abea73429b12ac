import { fileURLToPath } from 'node:url';
import type { PlateReader } from '../../lambdas/plates/plate-reader.ts';
import { generatedSets } from '../../models/plates/generated-sets.ts';
import { type Baseline, countsOf } from './baseline.ts';
import { generatedPictures } from './generated-pictures.ts';
import { hasLabels } from './labeled-folder.ts';
import { modelPath } from './machine.ts';
import { readSet } from './outcome.ts';
import { openReal, readReal } from './real-sets.ts';
import type { ReadSet } from './report.ts';

const fromHere = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** Real pictures lie beside the checkout, never in it. */
export const realFolder = fromHere('../../../shared/data/thai-plates');
export const fixesFile = modelPath('label-fixes.csv');
export const baselineFile = fromHere('../plates-baseline.json');
const picturesTogether = 150;
const sampleSeed = 20261;

/** Reads the sample that CI holds the models to: some generated pictures of each set, and the real ones where they are. */
export async function measureSample(reader: PlateReader): Promise<Baseline> {
  const sets: ReadSet[] = [];
  const picturesEach = Math.ceil(picturesTogether / Object.keys(generatedSets).length);
  for (const set of generatedPictures(picturesEach, sampleSeed))
    sets.push({ set, outcomes: await readSet(reader, set) });
  if (hasLabels(realFolder)) {
    const real = await openReal({ folder: realFolder, fixesFile, ways: ['crop'] });
    sets.push(...(await readReal(reader, { ...real, isCorrected: false })));
  }
  return countsOf(sets);
}
