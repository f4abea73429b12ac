import { type IncidentState, incidentState } from '../../lambdas/incidents/incident.ts';
import { type AlertKind, alertKind } from '../../lambdas/zone/messages.ts';
import type { IncidentFacts } from './incident-facts.ts';
import type { ReportMonth } from './month.ts';

export type StateCounts = Readonly<Record<IncidentState, number>>;

export interface KindCount {
  readonly kind: AlertKind;
  readonly total: number;
  readonly states: StateCounts;
}

export interface IncidentCounts {
  readonly total: number;
  /** A row for every kind, with zeros too. */
  readonly kinds: readonly KindCount[];
  /** By day of the month, oldest first; incidents of devices apart from those of people. */
  readonly days: readonly { readonly day: string; readonly people: number; readonly devices: number }[];
  /** Where most incidents of people were, the most first. */
  readonly sites: readonly { readonly siteId: string; readonly count: number }[];
}

const mostSites = 5;

/** Counts incidents of one month by kind and state. Drills are counted by whoever passes them alone. */
export function countIncidents(facts: readonly IncidentFacts[], { days }: ReportMonth): IncidentCounts {
  const ofPeople = facts.filter(({ kind }) => kind !== 'device');
  const sites = Map.groupBy(ofPeople, ({ siteId }) => siteId);
  return {
    total: facts.length,
    kinds: alertKind.options.map((kind) => kindCount(kind, facts)),
    days: days.map(({ day, from, to }) => {
      const own = facts.filter(({ openedAt }) => openedAt >= from && openedAt < to);
      const devices = own.filter(({ kind }) => kind === 'device').length;
      return { day, people: own.length - devices, devices };
    }),
    sites: [...sites]
      .map(([siteId, own]) => ({ siteId, count: own.length }))
      .toSorted((a, b) => b.count - a.count || (a.siteId < b.siteId ? -1 : 1))
      .slice(0, mostSites),
  };
}

function kindCount(kind: AlertKind, facts: readonly IncidentFacts[]): KindCount {
  const own = facts.filter((one) => one.kind === kind);
  const states = Object.fromEntries(
    incidentState.options.map((state) => [state, own.filter((one) => one.state === state).length]),
  ) as StateCounts;
  return { kind, total: own.length, states };
}

/** What became of matches: a person decides. */
export interface MatchVerdicts {
  readonly confirmed: number;
  /** "Not this", or closed as a false alarm. */
  readonly rejected: number;
  /** Closed, and nobody said whether it was right. */
  readonly unsaid: number;
  /** Not closed yet. */
  readonly undecided: number;
}

/** Of persons and plates that fitted the watchlist. */
export function verdictsOf(facts: readonly IncidentFacts[]): MatchVerdicts {
  const words = facts
    .filter(({ kind }) => kind === 'person' || kind === 'plate')
    .map(({ verdict, state }) => {
      if (state === 'false-alarm' || verdict === 'not-this') return 'rejected';
      if (verdict === 'confirmed') return 'confirmed';
      return state === 'resolved' ? 'unsaid' : 'undecided';
    });
  const count = (word: keyof MatchVerdicts) => words.filter((one) => one === word).length;
  return {
    ...{ confirmed: count('confirmed'), rejected: count('rejected') },
    ...{ unsaid: count('unsaid'), undecided: count('undecided') },
  };
}

/** Of closed incidents, those that were false alarms. */
export function falseAlarmsOf(kinds: readonly KindCount[]): {
  readonly closed: number;
  readonly falseAlarms: number;
} {
  const sum = (state: IncidentState) => kinds.reduce((total, { states }) => total + states[state], 0);
  const falseAlarms = sum('false-alarm');
  return { closed: sum('resolved') + falseAlarms, falseAlarms };
}
