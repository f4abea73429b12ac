import { z } from 'zod';
import { type Incident, incident } from './incident.ts';

/** Where an event went: written once for each cause, so that a repeat goes the same way. Times are epoch ms. */
export const assignment = z.strictObject({
  version: z.literal(1),
  /** Of the pointer when it was written: what was written later wins. */
  rev: z.int().min(1),
  causeId: z.string().min(1),
  incidentId: z.string().min(1),
  /** When the event happened, as the first delivery said. */
  at: z.int().min(0),
  /** The how-many-eth event of its incident, from 1. */
  ordinal: z.int().min(1),
  /** The latest event of the incident so far. */
  lastAt: z.int().min(0),
  /** Whether it came from another site than the event before. */
  isNewPlace: z.boolean(),
  /** The incident that this event opens: whoever finds it unopened opens it. */
  seed: incident.optional(),
});
export type Assignment = Readonly<z.infer<typeof assignment>>;

const recentIncident = z.strictObject({
  incidentId: z.string().min(1),
  firstAt: z.int().min(0),
  lastAt: z.int().min(0),
  count: z.int().min(1),
  siteId: z.string().min(1),
});
type RecentIncident = Readonly<z.infer<typeof recentIncident>>;

/**
 * The one item per key that decides what joins what: every decision is one conditional write of it (docs/adr/0020).
 * `last` is the newest decision; it may not be overwritten before it has been carried out.
 */
export const joinPointer = z.strictObject({
  version: z.literal(1),
  rev: z.int().min(1),
  last: assignment,
  /** Incidents that may still be joined, the newest event first. */
  recent: z.array(recentIncident).readonly(),
});
export type JoinPointer = Readonly<z.infer<typeof joinPointer>>;

/** More than one: old video is worked off while the camera goes on with the present. */
const mostRecent = 4;

export interface JoinEvent {
  /** The incident as this event would open it. */
  readonly incident: Incident;
  /** How long after (or before) the events of an incident another one joins it; Infinity: as long as it is open. */
  readonly withinMilliseconds: number;
}

/** The recent incidents in whose time the event falls, the nearest first. */
export function candidates(pointer: JoinPointer | undefined, event: JoinEvent): readonly RecentIncident[] {
  const { happenedAt } = event.incident;
  const distance = ({ firstAt, lastAt }: RecentIncident) =>
    Math.max(firstAt - happenedAt, happenedAt - lastAt, 0);
  return (pointer?.recent ?? [])
    .filter((one) => distance(one) <= event.withinMilliseconds)
    .toSorted((a, b) => distance(a) - distance(b));
}

/** The pointer after the event joined `joined`, or opened its own incident. */
export function nextPointer(
  pointer: JoinPointer | undefined,
  { incident }: JoinEvent,
  joined: RecentIncident | undefined,
  rev = (pointer?.rev ?? 0) + 1,
): JoinPointer {
  const { incidentId, causeId, happenedAt: at } = incident;
  const { siteId } = incident.place;
  const entry: RecentIncident = {
    incidentId: joined?.incidentId ?? incidentId,
    firstAt: Math.min(joined?.firstAt ?? at, at),
    lastAt: Math.max(joined?.lastAt ?? at, at),
    count: (joined?.count ?? 0) + 1,
    siteId,
  };
  const others = (pointer?.recent ?? []).filter((one) => one.incidentId !== entry.incidentId);
  const recent = [entry, ...others].toSorted((a, b) => b.lastAt - a.lastAt).slice(0, mostRecent);
  const last: Assignment = {
    version: 1,
    rev,
    causeId,
    incidentId: entry.incidentId,
    at,
    ordinal: entry.count,
    lastAt: entry.lastAt,
    isNewPlace: joined !== undefined && joined.siteId !== siteId,
    ...(joined === undefined ? { seed: incident } : {}),
  };
  return { version: 1, rev, last, recent };
}

/**
 * The key under which events may join: presses by pole, persons and plates by their entry in the whole zone, faults
 * by device and fault (`subjectId` is the entry or the fault). Drills and what is real never meet.
 */
export function joinKeyOf(
  { kind, drill, deviceId }: Pick<Incident, 'kind' | 'drill' | 'deviceId'>,
  subjectId?: string,
): string {
  const isOfDevice = kind === 'sos' || kind === 'device';
  const about = [isOfDevice ? deviceId : undefined, subjectId].filter((part) => part !== undefined);
  return ['open', drill ? `${kind}-drill` : kind, ...about].join('#');
}
