import { plateKey } from '../../lambdas/plates/plate.ts';
import { alignSigns } from './align-signs.ts';
import type { Outcome } from './outcome.ts';
import { withPlate } from './score.ts';

/** An empty `truth` is a sign read where none is, an empty `read` one that was passed over. */
export interface Confusion {
  readonly truth: string;
  readonly read: string;
  readonly count: number;
  /** Of all times that this sign stood on a plate that was read; 0 where `truth` is empty. */
  readonly share: number;
}

/** Which signs were taken for which, the most frequent first. */
export function confusionsOf(outcomes: readonly Outcome[]): readonly Confusion[] {
  const pairs = withPlate(outcomes).flatMap(({ truth, read }) =>
    read ? alignSigns(plateKey(truth), plateKey(read)) : [],
  );
  const seen = Map.groupBy(pairs, (pair) => pair.truth);
  const wrong = pairs.filter((pair) => pair.truth !== pair.read);
  return [...Map.groupBy(wrong, (pair) => `${pair.truth}>${pair.read}`).values()]
    .flatMap(([pair, ...more]) => (pair ? [{ ...pair, count: more.length + 1 }] : []))
    .map((pair) => ({
      ...pair,
      share: pair.truth === '' ? 0 : pair.count / (seen.get(pair.truth)?.length ?? 1),
    }))
    .sort((a, b) => b.count - a.count || a.truth.localeCompare(b.truth) || a.read.localeCompare(b.read));
}
