import { type Alternative, alternatives, type Scaled, scaled } from './compare.ts';
import { type Estimate, type EstimateParams, estimate } from './estimate.ts';
import { type Swing, sensitivity } from './sensitivity.ts';
import { paidCallCap } from './usage.ts';

/** All that `zone cost` says; its JSON is this. USD and THB are by month, without tax. */
export interface CostReport {
  readonly zone: string;
  readonly region: string;
  readonly thbPerUsd: number;
  readonly estimate: Estimate;
  readonly scaled: readonly Scaled[];
  readonly alternatives: readonly Alternative[];
  readonly sensitivity: readonly Swing[];
  /** Absent: the zone file names none. */
  readonly budgetUsd?: number;
  /** Paid calls a day that passes ask for, and the most that the zone lets through. */
  readonly paidCallsPerDay: { readonly wanted: number; readonly allowed: number };
}

const otherSizes = [10, 100, 1_000];

export function costReport(params: EstimateParams): CostReport {
  const { zone, prices } = params;
  const own = estimate(params);
  const budgetUsd = budgetOf(params);
  return {
    ...{ zone: zone.zone.id, region: prices.region, thbPerUsd: prices.thbPerUsd.rate },
    estimate: own,
    scaled: scaled(params, otherSizes),
    alternatives: alternatives(params),
    sensitivity: sensitivity(params),
    ...(budgetUsd !== undefined && { budgetUsd }),
    paidCallsPerDay: { wanted: own.use.wantedCalls / 30, allowed: paidCallCap(zone) },
  };
}

/** The zone file's budget in USD; undefined where it names none. */
export function budgetOf({ zone, prices }: Pick<EstimateParams, 'zone' | 'prices'>): number | undefined {
  const { monthlyUsd, monthlyThb } = zone.zone.budget;
  return monthlyUsd ?? (monthlyThb === undefined ? undefined : monthlyThb / prices.thbPerUsd.rate);
}
