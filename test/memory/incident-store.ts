import { canMove, type Incident } from '../../lambdas/incidents/incident.ts';
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
    move: async (incidentId, to) => {
      const incident = kept.get(incidentId);
      if (incident === undefined || !canMove(incident.state, to)) return 'unmoved';
      kept.set(incidentId, { ...incident, state: to });
      return 'moved';
    },
    find: async (incidentId) => kept.get(incidentId),
  };
}
