import type { Incident } from '../../lambdas/incidents/incident.ts';
import type { IncidentStore } from '../../lambdas/incidents/incident-store.ts';

export interface MemoryIncidentStore extends IncidentStore {
  readonly kept: ReadonlyMap<string, Incident>;
}

export function memoryIncidentStore(): MemoryIncidentStore {
  const kept = new Map<string, Incident>();
  return {
    kept,
    create: async (incident) => {
      if (kept.has(incident.incidentId)) return 'existed';
      kept.set(incident.incidentId, incident);
      return 'created';
    },
    find: async (incidentId) => kept.get(incidentId),
  };
}
