import { LogEvent } from '../zone/log-events.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type MovedState, moveOf } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';
import { newStep } from './timeline.ts';

export interface MoveIncidentParams {
  readonly incidentId: string;
  readonly to: MovedState;
  /** Who does it, 1–80 characters. */
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
  /** At most 1000 characters. */
  readonly comment?: string;
}

export interface MoveIncidentPorts {
  readonly incidents: Pick<IncidentStore, 'move' | 'find' | 'addStep'>;
  readonly telemetry: Pick<Telemetry, 'info'>;
}

/**
 * Moves an incident on by one conditional write. Of two who try at once one wins; who it was, and when, `moveOf` says
 * of the incident. The same person repeating the move is told `moved` and leaves no second step. The move is a step
 * of the timeline by what it writes on the incident; a comment is one of its own, and is kept with a move alone.
 */
export async function moveIncident(
  { incidentId, to, by, at, comment }: MoveIncidentParams,
  { incidents, telemetry }: MoveIncidentPorts,
): Promise<'moved' | 'unmoved' | 'unknown'> {
  const outcome = await incidents.move(incidentId, to, { by, at });
  const movedAt = outcome === 'moved' ? at : await movedBefore(incidentId, { to, by }, incidents);
  if (typeof movedAt === 'string') return movedAt;
  // At the time of the move, so that a repeat does not say it again.
  if (comment !== undefined)
    await incidents.addStep(incidentId, newStep({ at: movedAt, what: 'comment', by, text: comment }));
  if (outcome === 'moved') telemetry.info(LogEvent.incidentMoved, { incidentId, to });
  return 'moved';
}

async function movedBefore(
  incidentId: string,
  { to, by }: Pick<MoveIncidentParams, 'to' | 'by'>,
  incidents: Pick<IncidentStore, 'find'>,
): Promise<number | 'unmoved' | 'unknown'> {
  const incident = await incidents.find(incidentId);
  if (incident === undefined) return 'unknown';
  const move = moveOf(incident, to);
  return move?.by === by ? move.at : 'unmoved';
}
