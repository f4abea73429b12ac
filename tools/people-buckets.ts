import type { PeopleCount, PeopleMinute } from '../lambdas/cameras/people-state.ts';
import { sumPeople } from '../lambdas/cameras/sum-people.ts';

/** What one camera counted from `at` (epoch ms) for `length` milliseconds. */
export interface PeopleBucket extends PeopleCount {
  readonly cameraId: string;
  readonly at: number;
  readonly length: number;
  /** Minutes of it with video. */
  readonly minutes: number;
}

export const bucketMilliseconds = { minute: 60_000, hour: 3_600_000 } as const;
export type BucketLength = keyof typeof bucketMilliseconds;

/** The minutes of one camera by the minute or hour, oldest first. What had no video is left out. */
export function bucketsOf(
  cameraId: string,
  minutes: readonly PeopleMinute[],
  by: BucketLength,
): readonly PeopleBucket[] {
  const length = bucketMilliseconds[by];
  return [...Map.groupBy(minutes, ({ at }) => at - (at % length))]
    .map(([at, own]) => ({ cameraId, at, length, minutes: own.length, ...sumPeople(own) }))
    .toSorted((a, b) => a.at - b.at);
}

/** How many faces a frame showed in the mean. */
export function meanPeople({ seen, frames }: PeopleCount): number {
  return frames === 0 ? 0 : seen / frames;
}

/** How long a pass was in view in the mean; `undefined`: there was none. */
export function meanDwellSeconds({ dwellSeconds, passed }: PeopleCount): number | undefined {
  return passed === 0 ? undefined : dwellSeconds / passed;
}
