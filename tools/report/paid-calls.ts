import { usdOf } from '../../lambdas/console/prices.ts';
import { keptDays } from '../../lambdas/faces/dynamo-budget-store.ts';
import type { ReportMonth } from './month.ts';

/** Paid recognition calls against their budget. */
export interface PaidCalls {
  readonly calls: number;
  /** Of the days that are over or have begun. */
  readonly allowed: number;
  readonly usd: number;
  readonly allowedUsd: number;
  /** By day, oldest first; `null`: not counted any more, or not yet. */
  readonly days: readonly (number | null)[];
  readonly perDay: number;
}

export interface PaidCallsParams {
  readonly month: ReportMonth;
  /** Calls by day (`2026-10-31`); days without any are left out. */
  readonly ofDays: ReadonlyMap<string, number>;
  readonly paidCallsPerDay: number;
  /** Epoch ms. */
  readonly now: number;
}

const dayMilliseconds = 86_400_000;

/** Undefined where no day of the month is remembered: no calls cannot be told from forgotten ones. */
export function paidCallsOf({ month, ofDays, paidCallsPerDay, now }: PaidCallsParams): PaidCalls | undefined {
  const oldest = now - keptDays * dayMilliseconds;
  const days = month.days.map(({ day, from, to }) =>
    from > now || to <= oldest ? null : (ofDays.get(day) ?? 0),
  );
  const known = days.filter((calls) => calls !== null);
  if (known.length === 0) return undefined;
  const calls = known.reduce((sum, each) => sum + each, 0);
  const allowed = known.length * paidCallsPerDay;
  return { calls, allowed, usd: usdOf(calls), allowedUsd: usdOf(allowed), days, perDay: paidCallsPerDay };
}
