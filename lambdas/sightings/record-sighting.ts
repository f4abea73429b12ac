import type { Incident } from '../incidents/incident.ts';
import { type JoinOutcome, joinOrOpen } from '../incidents/join-or-open.ts';
import { joinKeyOf } from '../incidents/joining.ts';
import type { OpenIncidentPorts } from '../incidents/open-incident.ts';
import type { PlateMatch } from '../watchlist/match.ts';
import { audienceOf } from '../watchlist/watchlist-entry.ts';
import type { WatchlistStore } from '../watchlist/watchlist-store.ts';
import type { SightingDecision } from '../zone/decision.ts';
import { defaultJoining } from '../zone/incident-file.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import { incidentIdOf } from '../zone/names.ts';
import { type Judgment, judgeSighting, type Match } from './judge-sighting.ts';
import type { Sighting } from './sighting.ts';
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
  /** What was decided before there was a sighting. */
  readonly decisions?: readonly SightingDecision[];
}

/**
 * Keeps the sighting with what is decided about it, and opens an incident for each watchlist entry it fits. On a repeat
 * nothing is kept again, and the sighting of the first time is followed, whatever this one says. Returns the sighting
 * that stands.
 */
export async function recordSighting(
  sighting: Sighting,
  params: RecordSightingParams,
  ports: RecordSightingPorts,
): Promise<Sighting> {
  const judged = await judgeSighting(sighting, params, ports.watchlist);
  const decisions = [...(params.decisions ?? []), ...judged.map(({ decision }) => decision)];
  if ((await ports.sightings.create(sighting, decisions)) === 'created') {
    const { sightingId, kind, cameraId } = sighting;
    ports.telemetry.info(LogEvent.sightingRecorded, { sightingId, kind, cameraId });
    ports.telemetry.measure(Metric.sightings);
    await tellMatches(sighting, judged, params.now, ports);
    return sighting;
  }
  const standing = (await ports.sightings.find(sighting.sightingId)) ?? sighting;
  await followSighting(standing, params, ports);
  return standing;
}

/** Ensures that a kept sighting's incidents are open and told; the same sighting always gives the same incidents. */
export async function followSighting(
  sighting: Sighting,
  params: RecordSightingParams,
  ports: RecordSightingPorts,
): Promise<void> {
  await tellMatches(sighting, await judgeSighting(sighting, params, ports.watchlist), params.now, ports);
}

async function tellMatches(
  sighting: Sighting,
  judged: readonly Judgment[],
  now: number,
  ports: RecordSightingPorts,
): Promise<void> {
  for (const { match } of judged) {
    if (match === undefined) continue;
    const { incident, isRepeat } = await tell(sighting, match, now, ports);
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
