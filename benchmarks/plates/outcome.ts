import { performance } from 'node:perf_hooks';
import { plateKey } from '../../lambdas/plates/plate.ts';
import type { PlateReader, PlateReading } from '../../lambdas/plates/plate-reader.ts';
import { readPicture } from '../../lambdas/plates/read-picture.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';
import { editDistance } from './align-signs.ts';
import type { PictureSet, PictureTraits, PlateTruth, ReadingWay } from './labeled-picture.ts';

export type PlateRead = Pick<PlateReading, 'letters' | 'digits' | 'province' | 'class' | 'confidence'>;

/** One picture, what stands there and what was read there. */
export interface Outcome {
  readonly file: string;
  readonly truth: PlateTruth | null;
  readonly traits: PictureTraits;
  readonly read?: PlateRead;
  readonly milliseconds: number;
}

/** Reads each picture of a set in the set's way, one after the other; one with several plates has a row for each. */
export async function readSet(reader: PlateReader, set: PictureSet): Promise<readonly Outcome[]> {
  const outcomes: Outcome[] = [];
  for (const [bytes, plates] of Map.groupBy(set.pictures, (picture) => picture.bytes)) {
    const picture = await decodePicture(await bytes());
    const start = performance.now();
    const readings = await readInWay(reader, picture, set.way);
    const milliseconds = performance.now() - start;
    for (const { file, truth, traits } of plates) {
      const read = closest(readings, truth);
      outcomes.push({ file, truth, traits, milliseconds, ...(read ? { read } : {}) });
    }
  }
  return outcomes;
}

async function readInWay(
  reader: PlateReader,
  picture: Picture,
  way: ReadingWay,
): Promise<readonly PlateReading[]> {
  if (way === 'photo') return readPicture(reader, picture);
  if (way === 'frame') return reader.readFrame(picture);
  const reading = await reader.readCrop(picture);
  return reading === undefined ? [] : [reading];
}

/** A photo may show more cars than the labeled one, so the reading nearest to the label counts; without a label the surest. */
function closest(readings: readonly PlateReading[], truth: PlateTruth | null): PlateReading | undefined {
  if (truth === null) return readings[0];
  const distance = (reading: PlateReading) => editDistance(plateKey(truth), plateKey(reading));
  return readings.toSorted((a, b) => distance(a) - distance(b) || b.confidence - a.confidence)[0];
}
