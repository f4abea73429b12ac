import type { Incident } from '../../lambdas/incidents/incident.ts';
import type { IncidentIndex } from '../../lambdas/incidents/incident-index.ts';

/** Over what a memoryIncidentStore has kept. */
export function memoryIncidentIndex(kept: ReadonlyMap<string, Incident>): IncidentIndex {
  return {
    newest: async (state, limit) =>
      [...kept.values()]
        .filter((incident) => incident.state === state)
        .toSorted((a, b) => b.openedAt - a.openedAt)
        .slice(0, limit),
  };
}
