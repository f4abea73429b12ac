import { z } from 'zod';
import type { PoleSettings } from '../zone/pole-file.ts';
import { type Evidence, type EvidenceTimes, evidenceOf } from './pole-evidence.ts';
import { type PoleFault, poleFaults } from './pole-fault.ts';
import type { PoleSeen } from './pole-state.ts';

const mark = z.object({
  /** The fault that was told: since when it is, and the cause its incident is named after. */
  told: z.object({ since: z.number(), causeId: z.string() }).optional(),
  /** Since when observations say otherwise. */
  turnedAt: z.number().optional(),
  /** When it was last over: what was seen before says nothing any more. */
  endedAt: z.number().optional(),
});
export type Mark = Readonly<z.infer<typeof mark>>;
export type Marks = Readonly<Partial<Record<PoleFault, Mark>>>;

const news = z.object({
  fault: z.enum(poleFaults),
  since: z.number(),
  causeId: z.string(),
  recoveredAt: z.number().optional(),
});
/** Something to tell people: a fault, or with `recoveredAt` its end. Times are epoch ms. */
export type PoleNews = Readonly<z.infer<typeof news>>;

/** What was made of a pole's observations so far. */
export const poleHealth = z.object({
  /** Counts up with each change: of two functions that judge a pole at once, one wins. */
  revision: z.int().min(0),
  marks: z.partialRecord(z.enum(poleFaults), mark),
  /** Decided and perhaps not told yet. */
  untold: z.array(news),
});
export type PoleHealth = Readonly<z.infer<typeof poleHealth>>;

export const newPoleHealth: PoleHealth = { revision: 0, marks: {}, untold: [] };

/** How long observations must agree (ms) before a fault is told, and before its end is. */
function patienceWith(
  fault: PoleFault,
  rules: PoleSettings,
): { readonly tell: number; readonly end: number } {
  // Silence has been waited for already. One heartbeat may be a pole that tries to start: two are a pole that is back.
  if (fault === 'silent') return { tell: 0, end: rules.heartbeatSeconds * 1000 };
  const minute = 60_000;
  if (fault === 'mains-lost') return { tell: rules.mainsLostMinutes * minute, end: 2 * minute };
  return { tell: 0, end: 0 };
}

export interface HealthStep {
  readonly marks: Marks;
  readonly news: readonly PoleNews[];
  readonly isChanged: boolean;
}

/**
 * The pole's marks after a look at all that was seen of it, and what people must be told. The same marks and
 * observations at the same time always give the same; a second look changes nothing.
 */
export function nextPoleHealth(before: Marks, seen: PoleSeen, times: EvidenceTimes): HealthStep {
  const evidence = evidenceOf(seen, times);
  const steps = poleFaults.map((fault) => ({
    fault,
    was: before[fault],
    ...nextMark(fault, before[fault] ?? {}, evidence[fault], times.rules),
  }));
  return {
    marks: Object.fromEntries(steps.flatMap(({ fault, mark }) => (isEmpty(mark) ? [] : [[fault, mark]]))),
    news: steps.flatMap(({ told }) => told ?? []),
    isChanged: steps.some(({ was, mark }) => !isSame(was ?? {}, mark)),
  };
}

interface MarkStep {
  readonly mark: Mark;
  readonly told?: PoleNews;
}

function nextMark(
  fault: PoleFault,
  before: Mark,
  found: Evidence | undefined,
  rules: PoleSettings,
): MarkStep {
  const { told, endedAt } = before;
  if (found === undefined || isOld(before, found)) return { mark: before };
  const { turnedAt: _, ...settled } = before;
  if (found.says === (told !== undefined)) return { mark: settled };
  const turnedAt = before.turnedAt ?? found.since;
  const patience = patienceWith(fault, rules);
  if (found.asOf - turnedAt < (told === undefined ? patience.tell : patience.end)) {
    return { mark: { ...settled, turnedAt } };
  }
  if (told !== undefined) {
    return { mark: { endedAt: turnedAt }, told: { fault, ...told, recoveredAt: turnedAt } };
  }
  const now = { since: turnedAt, causeId: found.causeId ?? `${fault}-${turnedAt}` };
  return { mark: { told: now, ...(endedAt !== undefined && { endedAt }) }, told: { fault, ...now } };
}

/** A report outlives the heartbeat that contradicted it: what lies before the last turn has been judged. */
function isOld({ told, endedAt }: Mark, { says, since }: Evidence): boolean {
  if (told !== undefined) return !says && since <= told.since;
  return says && endedAt !== undefined && since <= endedAt;
}

function isEmpty({ told, turnedAt, endedAt }: Mark): boolean {
  return told === undefined && turnedAt === undefined && endedAt === undefined;
}

function isSame(a: Mark, b: Mark): boolean {
  return (
    a.told?.since === b.told?.since &&
    a.told?.causeId === b.told?.causeId &&
    a.turnedAt === b.turnedAt &&
    a.endedAt === b.endedAt
  );
}
