import type { IncidentStore } from './incident-store.ts';
import { newStep } from './timeline.ts';

export interface AssignParams {
  readonly incidentId: string;
  /** Who shall do it, 1–80 characters. */
  readonly assignee: string;
  /** Who says so. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

type AssignPorts = { readonly incidents: Pick<IncidentStore, 'find' | 'assign' | 'addStep'> };

/** Gives an incident to somebody. `closed`: it has ended, and nobody is left to do anything. */
export async function assignIncident(
  { incidentId, assignee, by, at }: AssignParams,
  { incidents }: AssignPorts,
): Promise<'assigned' | 'closed' | 'unknown'> {
  if ((await incidents.find(incidentId)) === undefined) return 'unknown';
  if ((await incidents.assign(incidentId, assignee)) === 'unassigned') return 'closed';
  await incidents.addStep(incidentId, newStep({ at, what: 'assigned', by, text: assignee }));
  return 'assigned';
}
