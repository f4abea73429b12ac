/** Statistics of weighted answers. All intervals are of 95 %; `effective` counts are by Kish's design effect. */

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** Of values 0 or 1: how large the part of ones is. */
export interface Share extends Interval {
  /** 0–1. */
  readonly value: number;
  /** How many unweighted answers would say as much. */
  readonly effective: number;
}

export interface Mean extends Interval {
  readonly value: number;
  readonly variance: number;
  readonly effective: number;
}

export interface Difference extends Interval {
  /** Later minus earlier. */
  readonly value: number;
  /** The interval holds no zero. */
  readonly isSure: boolean;
}

export interface Weighted {
  readonly value: number;
  readonly weight: number;
}

const z = 1.959963984540054;

/** Kish's effective sample size (Σw)²/Σw²: how many answers of one weight would say as much. 0 of none. */
export function effectiveCount(weights: readonly number[]): number {
  const squares = sum(weights.map((weight) => weight * weight));
  return squares === 0 ? 0 : sum(weights) ** 2 / squares;
}

/** Of values 0 or 1, by Wilson's score interval, which stays within 0–1 and works on few answers. Undefined of none. */
export function shareOf(values: readonly Weighted[]): Share | undefined {
  const effective = effectiveCount(values.map(({ weight }) => weight));
  if (effective === 0) return undefined;
  const value = weightedMean(values);
  return { value, effective, ...wilson(value, effective) };
}

/** Wilson's score interval of a share `p` among `n`: doi.org/10.1080/01621459.1927.10502953 */
export function wilson(p: number, n: number): Interval {
  const middle = p + (z * z) / (2 * n);
  const half = z * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  const scale = 1 + (z * z) / n;
  return { low: Math.max(0, (middle - half) / scale), high: Math.min(1, (middle + half) / scale) };
}

/** Under this no interval of a mean is worth its ink, and `studentT` is not exact. */
const leastForMean = 4;

/** By Student's t with the effective count; undefined of fewer than four answers' worth. */
export function meanOf(values: readonly Weighted[]): Mean | undefined {
  const effective = effectiveCount(values.map(({ weight }) => weight));
  if (effective < leastForMean - 1e-9) return undefined;
  const value = weightedMean(values);
  const spread =
    sum(values.map((one) => one.weight * (one.value - value) ** 2)) / sum(values.map(({ weight }) => weight));
  const variance = (spread * effective) / (effective - 1);
  const half = studentT(effective - 1) * Math.sqrt(variance / effective);
  return { value, variance, effective, low: value - half, high: value + half };
}

/** By Welch: two rounds ask other people, and their spreads may differ. */
export function differenceOfMeans(earlier: Mean, later: Mean): Difference {
  const [a, b] = [earlier.variance / earlier.effective, later.variance / later.effective];
  const value = later.value - earlier.value;
  const squares = a ** 2 / (earlier.effective - 1) + b ** 2 / (later.effective - 1);
  const half = squares === 0 ? 0 : studentT((a + b) ** 2 / squares) * Math.sqrt(a + b);
  return sure({ value, low: value - half, high: value + half });
}

/** By Newcombe's hybrid of two score intervals (method 10): doi.org/10.1002/(SICI)1097-0258(19980430)17:8<873::AID-SIM779>3.0.CO;2-I */
export function differenceOfShares(earlier: Share, later: Share): Difference {
  const value = later.value - earlier.value;
  const below = Math.hypot(later.value - later.low, earlier.high - earlier.value);
  const above = Math.hypot(later.high - later.value, earlier.value - earlier.low);
  return sure({ value, low: value - below, high: value + above });
}

/**
 * The 97.5 % quantile of Student's t by the Cornish–Fisher series (Abramowitz and Stegun, 26.7.5): 0.12 % too small at
 * 3 degrees of freedom, 0.01 % at 5, less above.
 */
export function studentT(degrees: number): number {
  const g1 = (z ** 3 + z) / 4;
  const g2 = (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96;
  const g3 = (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384;
  const g4 = (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92_160;
  return z + g1 / degrees + g2 / degrees ** 2 + g3 / degrees ** 3 + g4 / degrees ** 4;
}

function sure({ value, low, high }: Interval & { readonly value: number }): Difference {
  return { value, low, high, isSure: low > 0 || high < 0 };
}

function weightedMean(values: readonly Weighted[]): number {
  return sum(values.map(({ value, weight }) => value * weight)) / sum(values.map(({ weight }) => weight));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
