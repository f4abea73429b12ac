import type { AlertKind } from '../../lambdas/zone/messages.ts';
import type { IncidentFacts } from './incident-facts.ts';
import { type Spread, spreadOf } from './spread.ts';

/** How fast incidents were answered, each time counted from when they happened. */
export interface Responses {
  readonly incidents: number;
  /** Until the first message went out. */
  readonly told: Spread;
  /** Until a person first did something: acknowledged, responded, or closed it. */
  readonly taken: Spread;
  /** Until it was resolved; false alarms are not among them. */
  readonly resolved: Spread;
  /** Nobody has done anything about them. */
  readonly untaken: number;
}

export function responsesOf(facts: readonly IncidentFacts[], kinds: readonly AlertKind[]): Responses {
  const own = facts.filter(({ kind }) => kinds.includes(kind));
  const spread = (endOf: (one: IncidentFacts) => number | undefined) =>
    spreadOf(own.flatMap((one) => (endOf(one) ?? Number.NaN) - one.happenedAt).filter(Number.isFinite));
  return {
    incidents: own.length,
    told: spread(({ firstToldAt }) => firstToldAt),
    taken: spread(({ takenAt }) => takenAt),
    resolved: spread(({ state, closedAt }) => (state === 'resolved' ? closedAt : undefined)),
    untaken: own.filter(({ takenAt, closedAt }) => takenAt === undefined && closedAt === undefined).length,
  };
}
