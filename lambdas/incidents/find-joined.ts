import { type Incident, isActive } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';
import type { JoiningStore } from './joining-store.ts';

/** The incident that an event of this key went to, whether it opened it or joined it; undefined where none came yet. */
export async function incidentOfCause(
  key: string,
  causeId: string,
  incidents: JoiningStore,
): Promise<string | undefined> {
  const { pointer } = await incidents.readPointer(key);
  if (pointer?.last.causeId === causeId) return pointer.last.incidentId;
  return (await incidents.findAssignment(key, causeId))?.incidentId;
}

/** The incident of the key that is open, the newest event first; undefined where all have ended. */
export async function openIncidentOf(
  key: string,
  incidents: JoiningStore & Pick<IncidentStore, 'find'>,
): Promise<Incident | undefined> {
  const { pointer } = await incidents.readPointer(key);
  for (const { incidentId } of pointer?.recent ?? []) {
    // The newest may not have been kept yet by whom it belongs to: it will be.
    const coming = pointer?.last.incidentId === incidentId ? pointer.last.seed : undefined;
    const incident = (await incidents.find(incidentId)) ?? coming;
    if (incident !== undefined && isActive(incident)) return incident;
  }
  return undefined;
}
