import type { IncidentStore } from './incident-store.ts';
import { newStep } from './timeline.ts';

export interface CommentParams {
  readonly incidentId: string;
  /** Who says it, 1–80 characters. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  /** At most 1000 characters of any script. */
  readonly text: string;
}

type CommentPorts = { readonly incidents: Pick<IncidentStore, 'find' | 'addStep'> };

/** Adds a comment to the timeline, also of an incident that has ended. */
export async function commentIncident(
  { incidentId, by, at, text }: CommentParams,
  { incidents }: CommentPorts,
): Promise<'added' | 'unknown'> {
  if ((await incidents.find(incidentId)) === undefined) return 'unknown';
  await incidents.addStep(incidentId, newStep({ at, what: 'comment', by, text }));
  return 'added';
}
