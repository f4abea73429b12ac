/** How long something took, over all cases: half of them took at most the median, nine in ten at most `p90`. */
export interface Spread {
  readonly count: number;
  /** Seconds; absent where there is no case. */
  readonly median?: number;
  readonly p90?: number;
}

/** Of durations in milliseconds; what ended before it began (by clocks that differ) took no time. */
export function spreadOf(milliseconds: readonly number[]): Spread {
  const sorted = milliseconds.map((each) => Math.max(0, each)).toSorted((a, b) => a - b);
  const { length: count } = sorted;
  if (count === 0) return { count };
  const at = (index: number) => sorted[index] ?? 0;
  const median = (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
  // The nearest rank: a time that really was taken, and nine in ten were no slower.
  const p90 = at(Math.ceil((9 * count) / 10) - 1);
  return { count, median: median / 1000, p90: p90 / 1000 };
}
