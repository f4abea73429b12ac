import type { DryRunReport, Fired } from '../lambdas/sightings/dry-run-report.ts';
import { keysOf } from '../lambdas/sightings/plate-query.ts';
import type { Sighting } from '../lambdas/sightings/sighting.ts';
import type { TimeRange } from '../lambdas/sightings/sighting-index.ts';
import { incidentIdOf } from '../lambdas/zone/names.ts';
import type { Progress } from './progress.ts';
import type { RulesPorts } from './rules-ports.ts';
import type { RulesToTry } from './rules-to-try.ts';
import { walkKeys } from './walk-sightings.ts';

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

/**
 * What the rule can touch: plates alone by the day, so that those of a removed camera count; faces, which have no such
 * index, by the cameras of the registry.
 */
export async function* walkSightings(params: WalkParams): AsyncGenerator<Sighting> {
  const { rules, range, now, ports, progress } = params;
  const cameraIds = await camerasOf(params);
  const keys = keysOf({ ...range, ...(cameraIds === undefined ? {} : { cameraIds }) }).flat();
  const counts = ({ kind }: Sighting) => rules.kinds.has(kind === 'face' ? 'person' : 'plate');
  yield* walkKeys(keys, { index: ports.index, range, now, progress, counts });
}

async function camerasOf({ rules, cameraIds, ports }: WalkParams): Promise<readonly string[] | undefined> {
  if (cameraIds !== undefined || !rules.kinds.has('person')) return cameraIds;
  return (await ports.cameras.list()).map(({ id }) => id);
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
