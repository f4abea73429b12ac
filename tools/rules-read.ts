import type { DryRunReport, Fired } from '../lambdas/sightings/dry-run-report.ts';
import { keysOf } from '../lambdas/sightings/plate-query.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import type { IndexKey, TimeRange } from '../lambdas/sightings/sighting-index.ts';
import { incidentIdOf } from '../lambdas/zone/names.ts';
import type { Progress } from './progress.ts';
import type { RulesPorts } from './rules-ports.ts';
import type { RulesToTry } from './rules-to-try.ts';

export interface WalkParams {
  readonly rules: Pick<RulesToTry, 'kinds'>;
  readonly range: TimeRange;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Absent: all cameras. */
  readonly cameraIds: readonly string[] | undefined;
  readonly ports: Pick<RulesPorts, 'index' | 'cameras'>;
  readonly progress: Progress;
}

/** An index answers with at most 1 MB, which is some 1,000 sightings. */
const pageSize = 1_000;

/**
 * What the rule can touch, key by key: plates alone by the day, so that those of a removed camera count; faces, which
 * have no such index, by the cameras of the registry.
 */
export async function* walkSightings(params: WalkParams): AsyncGenerator<Sighting> {
  const { rules, range, now, ports, progress } = params;
  const cameraIds = await camerasOf(params);
  const keys = keysOf({ ...range, ...(cameraIds === undefined ? {} : { cameraIds }) }).flat();
  for (const key of keys) {
    let count = 0;
    for await (const sighting of ports.index.walk(key, { ...range, now, pageSize })) {
      if (!rules.kinds.has(sighting.kind === 'face' ? 'person' : 'plate')) continue;
      count++;
      yield sighting;
    }
    if (count > 0) progress.step(`${nameOf(key)}: ${count} sightings`);
  }
}

async function camerasOf({ rules, cameraIds, ports }: WalkParams): Promise<readonly string[] | undefined> {
  if (cameraIds !== undefined || !rules.kinds.has('person')) return cameraIds;
  return (await ports.cameras.list()).map(({ id }) => id);
}

function nameOf(key: IndexKey): string {
  if (key.by === 'camera') return key.cameraId;
  return key.by === 'day' ? key.day : key.digits;
}

/** How many incidents are asked for at a time. */
const concurrentReads = 16;

/** Which alerts an operator called false: their incident, or the match itself ("not this person"). */
export async function findCorrected(
  { trials, alerts }: Pick<DryRunReport, 'trials' | 'alerts'>,
  { incidents, corrections }: Pick<RulesPorts, 'incidents' | 'corrections'>,
): Promise<(fired: Fired) => boolean> {
  const mistaken = await corrections.list();
  const claimed = trials.flatMap(({ sighting, claims }) => claims.map((claim) => ({ ...claim, sighting })));
  const ids = [...new Set([...claimed, ...alerts.present].map(incidentOf))];
  // A correction may be of a candidate, which has no incident, but would have had this one.
  const corrected = new Set(
    mistaken.map(({ personId, sightingId }) => incidentIdOf('person', personId, sightingId)),
  );
  for (let start = 0; start < ids.length; start += concurrentReads) {
    const found = await Promise.all(
      ids.slice(start, start + concurrentReads).map((id) => incidents.find(id)),
    );
    for (const incident of found) if (incident?.state === 'false-alarm') corrected.add(incident.incidentId);
  }
  return (fired) => corrected.has(incidentOf(fired));
}

/** The id that the incident of this sighting and entry always has. */
function incidentOf({ entry, sighting }: Fired): string {
  return incidentIdOf(entry.kind, entry.entryId, sighting.sightingId);
}
