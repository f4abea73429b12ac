import { type Share, shareOf } from './intervals.ts';
import type { Outcome } from './outcome.ts';
import { isExact, withPlate } from './score.ts';

export interface CalibrationBin {
  readonly from: number;
  readonly to: number;
  /** The mean of what the reader said. */
  readonly said: number;
  /** How many of these readings were right. */
  readonly right: Share;
}

export interface Calibration {
  /** Those with a reading in them. */
  readonly bins: readonly CalibrationBin[];
  /** Mean distance of said and right, weighted by readings (expected calibration error). */
  readonly error: number;
}

export interface CoveragePoint {
  readonly limit: number;
  readonly coverage: number;
  readonly exact: number;
}

/** Narrow near 1, where most readings are. */
const edges = [0, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.99, 1];

/** How often the reader is right when it says that it is so and so sure. */
export function calibrate(outcomes: readonly Outcome[]): Calibration {
  const readings = withPlate(outcomes).flatMap((outcome) =>
    outcome.read ? [{ said: outcome.read.confidence, isRight: isExact(outcome) }] : [],
  );
  const bins = edges.slice(0, -1).flatMap((from, index) => {
    const to = edges[index + 1] ?? 1;
    const inside = readings.filter(({ said }) => said >= from && (said < to || to === 1));
    if (inside.length === 0) return [];
    const said = inside.reduce((sum, reading) => sum + reading.said, 0) / inside.length;
    const part = inside.filter(({ isRight }) => isRight).length;
    return [{ from, to, said, right: shareOf({ part, whole: inside.length }) }];
  });
  const off = bins.reduce((sum, { said, right }) => sum + right.whole * Math.abs(said - right.value), 0);
  return { bins, error: readings.length === 0 ? 0 : off / readings.length };
}

/** What a limit on the confidence leaves, and how much of that is right; one point per reading, from all to the surest. */
export function coverageCurve(outcomes: readonly Outcome[]): readonly CoveragePoint[] {
  const plates = withPlate(outcomes);
  const sure = plates
    .flatMap((outcome) =>
      outcome.read ? [{ limit: outcome.read.confidence, isRight: isExact(outcome) }] : [],
    )
    .sort((a, b) => b.limit - a.limit);
  let right = 0;
  const points = sure.map(({ limit, isRight }, index) => {
    right += isRight ? 1 : 0;
    return { limit, coverage: (index + 1) / plates.length, exact: right / (index + 1) };
  });
  return points.reverse();
}
