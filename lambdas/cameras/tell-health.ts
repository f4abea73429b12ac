import { endIncident } from '../incidents/end-incident.ts';
import { type Incident, newIncident } from '../incidents/incident.ts';
import { type OpenIncidentPorts, openIncident } from '../incidents/open-incident.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Camera } from './camera.ts';
import { cameraFaultLabels, cameraFaultMetrics } from './camera-fault-labels.ts';
import { type CameraHealth, type HealthNews, nextHealth } from './camera-health.ts';
import type { WindowSigns } from './picture-health.ts';

export interface TellHealthParams {
  readonly camera: Camera;
  readonly before: CameraHealth | undefined;
  readonly seen: WindowSigns;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Opens an incident for each fault that the window makes certain, and ends those that it shows to be over. Returns the
 * camera's health, to be kept with its cursor. A repeat of the same window tells the same incidents.
 */
export async function tellHealth(
  { camera, before, seen, now }: TellHealthParams,
  ports: OpenIncidentPorts,
): Promise<CameraHealth> {
  const { health, news } = nextHealth(before, seen, { appliedAt: camera.appliedAt, now });
  for (const one of news) {
    const incident = incidentOf(one, camera, now);
    if (one.recoveredAt === undefined) await tellFault(one, incident, ports);
    else await tellRecovery(one, one.recoveredAt, incident, ports);
  }
  return health;
}

async function tellFault({ fault, since }: HealthNews, incident: Incident, ports: OpenIncidentPorts) {
  const outcome = await openIncident(incident, ports);
  const { incidentId, deviceId: cameraId } = incident;
  ports.telemetry.warn(LogEvent.cameraFault, { cameraId, fault, since, incidentId });
  if (outcome === 'created') ports.telemetry.measure(cameraFaultMetrics[fault]);
}

async function tellRecovery(
  { fault, since }: HealthNews,
  recoveredAt: number,
  incident: Incident,
  ports: OpenIncidentPorts,
) {
  await endIncident(incident, recoveredAt, ports);
  const { incidentId, deviceId: cameraId } = incident;
  ports.telemetry.info(LogEvent.cameraRecovered, { cameraId, fault, since, recoveredAt, incidentId });
  ports.telemetry.measure(Metric.camerasRecovered);
}

function incidentOf({ fault, since }: HealthNews, { id, place }: Camera, now: number): Incident {
  return newIncident({
    kind: 'device',
    openedAt: now,
    happenedAt: since,
    drill: false,
    deviceId: id,
    place,
    subject: { label: cameraFaultLabels[fault], cameraFault: fault },
    causeId: `${fault}-${since}`,
  });
}
