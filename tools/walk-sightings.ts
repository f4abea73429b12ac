import type { Sighting } from '../lambdas/sightings/sighting.ts';
import type { IndexKey, SightingIndex, TimeRange } from '../lambdas/sightings/sighting-index.ts';
import type { Progress } from './progress.ts';

export interface WalkKeysParams {
  readonly index: SightingIndex;
  readonly range: TimeRange;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly progress: Progress;
  /** Absent: every sighting counts. */
  readonly counts?: (sighting: Sighting) => boolean;
}

/** An index answers with at most 1 MB, which is some 1,000 sightings. */
const pageSize = 1_000;

/** All that stands under the keys in the time, key after key, each newest first; tells how far it is. */
export async function* walkKeys(
  keys: readonly IndexKey[],
  { index, range, now, progress, counts = () => true }: WalkKeysParams,
): AsyncGenerator<Sighting> {
  for (const key of keys) {
    let count = 0;
    for await (const sighting of index.walk(key, { ...range, now, pageSize })) {
      if (!counts(sighting)) continue;
      count++;
      yield sighting;
    }
    if (count > 0) progress.step(`${nameOf(key)}: ${count} passes`);
  }
}

function nameOf(key: IndexKey): string {
  if (key.by === 'camera') return key.cameraId;
  return key.by === 'day' ? key.day : key.digits;
}
