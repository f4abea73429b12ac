/** A part of a whole with its 95 % interval; `low` and `high` are 0 and 1 where the whole is 0. */
export interface Share {
  readonly part: number;
  readonly whole: number;
  readonly value: number;
  readonly low: number;
  readonly high: number;
}

export type Count = Pick<Share, 'part' | 'whole'>;

/** Standard deviations that leave out 5 % on both sides together, and on one side alone. */
const twoSided = 1.96;
const oneSided = 1.645;

/** The share with Wilson's score interval, which holds near 0 and 1 too (en.wikipedia.org/wiki/Binomial_proportion_confidence_interval). */
export function shareOf({ part, whole }: Count, deviations = twoSided): Share {
  if (whole === 0) return { part, whole, value: 0, low: 0, high: 1 };
  const value = part / whole;
  const spread = deviations ** 2 / whole;
  const middle = (value + spread / 2) / (1 + spread);
  const half = (deviations * Math.sqrt((value * (1 - value)) / whole + spread / (4 * whole))) / (1 + spread);
  return { part, whole, value, low: Math.max(0, middle - half), high: Math.min(1, middle + half) };
}

/**
 * How far the share has fallen at the least, with 95 % certainty; negative where it may not have fallen at all.
 * Newcombe's interval for the difference of two shares (method 10 of Newcombe 1998), lower end.
 */
export function leastDrop(before: Count, after: Count): number {
  const [first, second] = [shareOf(before, oneSided), shareOf(after, oneSided)];
  const difference = first.value - second.value;
  return difference - Math.hypot(first.value - first.low, second.high - second.value);
}

/** Whether `after` is worse than chance alone explains. */
export function isRealDrop(before: Count, after: Count): boolean {
  return before.whole > 0 && after.whole > 0 && leastDrop(before, after) > 0;
}
