import type { Incident } from '../incidents/incident.ts';
import { type JoinOutcome, joinOrOpen } from '../incidents/join-or-open.ts';
import { joinKeyOf } from '../incidents/joining.ts';
import type { OpenIncidentPorts } from '../incidents/open-incident.ts';
import { findPlateMatches } from '../watchlist/find-plate-matches.ts';
import { fitsPerson, type PlateMatch } from '../watchlist/match.ts';
import { audienceOf, type WatchlistEntry } from '../watchlist/watchlist-entry.ts';
import type { WatchlistStore } from '../watchlist/watchlist-store.ts';
import { defaultJoining } from '../zone/incident-file.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import { incidentIdOf } from '../zone/names.ts';
import type { FaceSighting, Sighting } from './sighting.ts';
import type { SightingStore } from './sighting-store.ts';

export interface RecordSightingPorts extends OpenIncidentPorts {
  readonly sightings: SightingStore;
  readonly watchlist: WatchlistStore;
  /** `joining.sightingMinutes` of the zone file. @default 10 */
  readonly joinMinutes?: () => Promise<number>;
}

export interface RecordSightingParams {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly faceAlertPercent: number;
}

interface Match {
  readonly entry: WatchlistEntry;
  readonly similarityPercent?: number;
  readonly plate?: PlateMatch;
}

/**
 * Keeps the sighting and opens an incident for each watchlist entry it fits. On a repeat nothing is kept again, and
 * the sighting of the first time is followed, whatever this one says. Returns the sighting that stands.
 */
export async function recordSighting(
  sighting: Sighting,
  params: RecordSightingParams,
  ports: RecordSightingPorts,
): Promise<Sighting> {
  const outcome = await ports.sightings.create(sighting);
  if (outcome === 'created') {
    const { sightingId, kind, cameraId } = sighting;
    ports.telemetry.info(LogEvent.sightingRecorded, { sightingId, kind, cameraId });
    ports.telemetry.measure(Metric.sightings);
  }
  const kept = outcome === 'created' ? sighting : await ports.sightings.find(sighting.sightingId);
  const standing = kept ?? sighting;
  await followSighting(standing, params, ports);
  return standing;
}

/** Ensures that a kept sighting's incidents are open and told; the same sighting always gives the same incidents. */
export async function followSighting(
  sighting: Sighting,
  params: RecordSightingParams,
  ports: RecordSightingPorts,
): Promise<void> {
  if (sighting.kind === 'unread-plate') return;
  const matches =
    sighting.kind === 'plate'
      ? await findPlateMatches(sighting.plate, params.now, ports.watchlist)
      : await matchPersons(sighting, params, ports.watchlist);
  for (const match of matches) {
    const { incident, isRepeat } = await tell(sighting, match, params.now, ports);
    if (isRepeat) continue;
    const { sightingId, kind, cameraId } = sighting;
    const ids = { sightingId, kind, cameraId, incidentId: incident.incidentId };
    // A plate's entry id is the plate, which has no place in a log (docs/privacy.md).
    const about = match.plate === undefined ? { entryId: match.entry.entryId } : { how: match.plate.how };
    ports.telemetry.info(LogEvent.matchFound, { ...ids, category: match.entry.category, ...about });
    ports.telemetry.measure(Metric.matches);
  }
}

/** Somebody who walks through the zone is one incident, not one for each camera. */
async function tell(
  sighting: Sighting,
  match: Match,
  now: number,
  ports: RecordSightingPorts,
): Promise<JoinOutcome> {
  const incident = incidentOf(sighting, match, now);
  const minutes = (await ports.joinMinutes?.()) ?? defaultJoining.sightingMinutes;
  const key = joinKeyOf(incident, match.entry.entryId);
  return await joinOrOpen({ incident, key, withinMilliseconds: minutes * 60_000 }, ports);
}

async function matchPersons(
  { persons, unconfirmed }: FaceSighting,
  params: RecordSightingParams,
  watchlist: WatchlistStore,
): Promise<readonly Match[]> {
  if (unconfirmed) return [];
  const matches: Match[] = [];
  for (const { entryId, similarityPercent } of persons) {
    if (similarityPercent < params.faceAlertPercent) continue;
    const entry = await watchlist.findPerson(entryId);
    if (entry && fitsPerson(entry, similarityPercent, params)) matches.push({ entry, similarityPercent });
  }
  return matches;
}

function incidentOf(sighting: Sighting, { entry, similarityPercent, plate }: Match, now: number): Incident {
  const { cameraId, place, lastSeenAt, sightingId } = sighting;
  const similarity = similarityPercent === undefined ? {} : { similarityPercent };
  const fit = plate === undefined ? {} : { plate: toldOf(plate) };
  const visibleTo = audienceOf(entry);
  return {
    version: 1,
    incidentId: incidentIdOf(entry.kind, entry.entryId, sightingId),
    kind: entry.kind,
    state: 'open',
    openedAt: now,
    happenedAt: lastSeenAt,
    drill: false,
    deviceId: cameraId,
    place,
    subject: { label: entry.label, ...similarity, ...fit },
    causeId: sightingId,
    ...(visibleTo === undefined ? {} : { visibleTo }),
  };
}

/** Without the cost, which helps nobody who reads an alert. */
function toldOf({ cost: _, ...told }: PlateMatch) {
  return told;
}
