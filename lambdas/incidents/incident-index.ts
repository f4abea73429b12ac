import type { Incident, IncidentState } from './incident.ts';

/** Finds incidents by their state. */
export interface IncidentIndex {
  /** Newest first, at most `limit`; those whose time is over are left out. May lag behind a write by a second. */
  newest(state: IncidentState, limit: number): Promise<readonly Incident[]>;
}

/** Of several states together, newest first. */
export async function newestIncidents(
  states: readonly IncidentState[],
  limit: number,
  index: IncidentIndex,
  counts: (incident: Incident) => boolean = () => true,
): Promise<readonly Incident[]> {
  const found = await Promise.all(states.map((state) => index.newest(state, limit)));
  return found
    .flat()
    .filter(counts)
    .toSorted((a, b) => b.openedAt - a.openedAt)
    .slice(0, limit);
}
