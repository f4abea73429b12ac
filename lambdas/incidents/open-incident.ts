import { firstCheckSeconds } from '../zone/alert-file.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { RaiseAlertMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { AlertQueue } from './alert-queue.ts';
import type { EvidenceQueue } from './evidence-queue.ts';
import { askForEvidence } from './evidence-request.ts';
import type { Incident } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';

export interface OpenIncidentPorts {
  readonly incidents: IncidentStore;
  readonly alerts: AlertQueue;
  /** Absent: nothing is gathered. */
  readonly evidence?: EvidenceQueue;
  readonly telemetry: Telemetry;
}

/**
 * Keeps the incident and asks for its first alert. The alert is asked for on a repeat too: the delivery before may
 * have died between the two steps, and raise-alert publishes each alert once.
 */
export async function openIncident(
  incident: Incident,
  { incidents, alerts, telemetry, ...others }: OpenIncidentPorts,
): Promise<'created' | 'existed'> {
  const { incidentId, openedAt } = incident;
  const outcome = await incidents.create(incident);
  await sendFirstAlert(incident, openedAt, alerts);
  // After the alert: nothing may delay that.
  await Promise.all([
    incidents.markAlertAsked(incidentId, openedAt),
    askForEvidence(incident, incidentId, others),
  ]);
  const fields = { incidentId, kind: incident.kind, deviceId: incident.deviceId };
  if (outcome === 'existed') {
    telemetry.info(LogEvent.incidentRepeated, fields);
    return outcome;
  }
  telemetry.info(LogEvent.incidentOpened, { ...fields, drill: incident.drill });
  telemetry.measure(Metric.incidentsOpened);
  return outcome;
}

/** Asks before it is noted down (`at`, epoch ms): a crash between the two asks once more, and raise-alert publishes it once. */
export async function askFirstAlert(
  incident: Incident,
  at: number,
  { incidents, alerts }: Pick<OpenIncidentPorts, 'incidents' | 'alerts'>,
): Promise<void> {
  await sendFirstAlert(incident, at, alerts);
  await incidents.markAlertAsked(incident.incidentId, at);
}

async function sendFirstAlert(incident: Incident, askedAt: number, alerts: AlertQueue): Promise<void> {
  const check = { version: 1, incidentId: incident.incidentId, next: 1, askedAt } as const;
  await Promise.all([alerts.send(firstAlert(incident)), alerts.checkLater(check, firstCheckSeconds)]);
}

/** The alert that opens an incident. */
export function firstAlert(incident: Incident): RaiseAlertMessage {
  const { incidentId, kind, drill, happenedAt, deviceId, place, subject, visibleTo } = incident;
  const alert = { version: 1, incidentId, kind, tier: 1, drill, happenedAt, deviceId, place } as const;
  return {
    ...alert,
    ...(subject === undefined ? {} : { subject }),
    ...(visibleTo === undefined ? {} : { visibleTo }),
  };
}
