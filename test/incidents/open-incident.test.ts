import { describe, expect, it } from 'vitest';
import { openIncident } from '../../lambdas/incidents/open-incident.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { raiseAlertMessage } from '../../lambdas/zone/messages.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident } from './make-incident.ts';

const makePorts = () => ({
  incidents: memoryIncidentStore(),
  alerts: memoryAlertQueue(),
  telemetry: memoryTelemetry(),
});

describe('openIncident', () => {
  it('keeps the incident and asks for its first alert', async () => {
    const ports = makePorts();
    const subject = { label: { th: 'ขข 1234', en: 'ขข 1234' }, similarityPercent: 99.2 };

    expect(await openIncident(makeIncident({ kind: 'person', subject }), ports)).toBe('created');

    expect(ports.incidents.kept.size).toBe(1);
    expect(raiseAlertMessage.parse(ports.alerts.sent[0])).toMatchObject({ tier: 1, kind: 'person', subject });
    expect(ports.telemetry.events()).toEqual([LogEvent.incidentOpened]);
  });

  it('asks for the alert again when the incident existed, because the delivery before may have died', async () => {
    const ports = makePorts();
    await openIncident(makeIncident(), ports);

    expect(await openIncident(makeIncident(), ports)).toBe('existed');

    expect(ports.alerts.sent).toHaveLength(2);
    expect(ports.telemetry.events()).toEqual([LogEvent.incidentOpened, LogEvent.incidentRepeated]);
  });

  it('leaves the state that an operator set', async () => {
    const ports = makePorts();
    await ports.incidents.create(makeIncident({ state: 'acknowledged' }));

    await openIncident(makeIncident(), ports);

    expect([...ports.incidents.kept.values()]).toMatchObject([{ state: 'acknowledged' }]);
  });

  it('asks for nothing when the incident could not be kept', async () => {
    const ports = makePorts();
    const incidents = { ...ports.incidents, create: () => Promise.reject(new Error('the table is away')) };

    await expect(openIncident(makeIncident(), { ...ports, incidents })).rejects.toThrow('the table is away');

    expect(ports.alerts.sent).toEqual([]);
  });
});
