import { describe, expect, it } from 'vitest';
import { endIncident } from '../../lambdas/incidents/end-incident.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { raiseAlertMessage } from '../../lambdas/zone/messages.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

const makePorts = () => ({
  incidents: memoryIncidentStore(),
  alerts: memoryAlertQueue(),
  telemetry: memoryTelemetry(),
});
const recoveredAt = pressedAt + 600_000;

describe('endIncident', () => {
  it('resolves the incident and asks for an alert to the same people', async () => {
    const ports = makePorts();
    const incident = makeIncident({ kind: 'device' });
    await ports.incidents.create(incident);

    await endIncident(incident, recoveredAt, ports);

    expect(ports.incidents.kept.get(incident.incidentId)?.state).toBe('resolved');
    expect(raiseAlertMessage.parse(ports.alerts.sent[0])).toMatchObject({
      kind: 'device',
      tier: 1,
      recoveredAt,
    });
    expect(ports.telemetry.events()).toEqual([LogEvent.incidentRecovered]);
  });

  it('leaves an incident that an operator called a false alarm', async () => {
    const ports = makePorts();
    const incident = makeIncident({ kind: 'device', state: 'false-alarm' });
    await ports.incidents.create(incident);

    await endIncident(incident, recoveredAt, ports);

    expect(ports.incidents.kept.get(incident.incidentId)?.state).toBe('false-alarm');
  });

  it('opens nothing', async () => {
    const ports = makePorts();

    await endIncident(makeIncident(), recoveredAt, ports);

    expect(ports.incidents.kept.size).toBe(0);
  });
});
