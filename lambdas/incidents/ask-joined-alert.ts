import type { AlertQueue } from './alert-queue.ts';
import type { Incident } from './incident.ts';
import { firstAlert } from './open-incident.ts';

/**
 * Asks for an alert about what joined an open incident: now seen there. Whether it is news, raise-alert decides by the
 * zone's cooldown. A press that joins is the same call for help, and a fault that comes again the same fault.
 */
export async function askJoinedAlert(
  event: Incident,
  incident: Incident,
  alerts: Pick<AlertQueue, 'send'>,
): Promise<void> {
  if (event.kind === 'sos' || event.kind === 'device') return;
  const { incidentId } = incident;
  await alerts.send({ ...firstAlert({ ...event, incidentId }), joinedBy: event.causeId });
}
