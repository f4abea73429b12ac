import { LogEvent } from '../zone/log-events.ts';
import type { Incident } from './incident.ts';
import { firstAlert, type OpenIncidentPorts } from './open-incident.ts';
import { newStep, systemActor } from './timeline.ts';

/**
 * What was broken works again: resolves the incident, unless an operator has ended it, and asks for an alert that says
 * so to whom the first one went. A repeat asks again, and raise-alert publishes it once. An incident that was never
 * kept is not opened by its end.
 */
export async function endIncident(
  incident: Incident,
  recoveredAt: number,
  { incidents, alerts, telemetry }: OpenIncidentPorts,
): Promise<void> {
  const { incidentId, kind, deviceId } = incident;
  const outcome = await incidents.move(incidentId, 'resolved', { by: systemActor, at: recoveredAt });
  await alerts.send({ ...firstAlert(incident), recoveredAt });
  await incidents.addStep(incidentId, newStep({ at: recoveredAt, what: 'recovered', cause: incidentId }));
  telemetry.info(LogEvent.incidentRecovered, { incidentId, kind, deviceId, outcome });
}
