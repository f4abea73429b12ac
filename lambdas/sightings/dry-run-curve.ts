import { outcomeOf, type Thresholds, type Trial } from './dry-run.ts';
import type { Fired } from './dry-run-report.ts';

export interface CurvePoint {
  readonly threshold: number;
  readonly alerts: number;
  /** Of them, those that an operator called false. */
  readonly corrected: number;
}

export interface CurveParams {
  readonly trials: readonly Trial[];
  readonly thresholds: Thresholds;
  /** The threshold that is moved while the others stay. */
  readonly name: keyof Thresholds;
  readonly values: readonly number[];
  readonly isCorrected: (fired: Fired) => boolean;
}

/** How many alerts there would have been at each value of one threshold. */
export function curveOf({
  trials,
  thresholds,
  name,
  values,
  isCorrected,
}: CurveParams): readonly CurvePoint[] {
  const kind = name === 'plateConfidence' ? 'plate' : 'person';
  return values.map((threshold) => {
    const fired = trials.flatMap((trial) =>
      outcomeOf(trial, { ...thresholds, [name]: threshold })
        .alerts.filter(({ entry }) => entry.kind === kind)
        .map((claim) => ({ ...claim, sighting: trial.sighting })),
    );
    return { threshold, alerts: fired.length, corrected: fired.filter(isCorrected).length };
  });
}
