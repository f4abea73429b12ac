import { describe, expect, it } from 'vitest';
import { joinOrOpen } from '../../lambdas/incidents/join-or-open.ts';
import { joinKeyOf } from '../../lambdas/incidents/joining.ts';
import { openIncident } from '../../lambdas/incidents/open-incident.ts';
import type { AlertKind, GatherEvidenceMessage } from '../../lambdas/zone/messages.ts';
import { makeIncident } from '../incidents/make-incident.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';

function makePorts() {
  const asked: GatherEvidenceMessage[] = [];
  const evidence = { send: async (message: GatherEvidenceMessage) => void asked.push(message) };
  const ports = {
    incidents: memoryIncidentStore(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
    evidence,
  };
  return { ports, asked };
}

describe('an incident that opens', () => {
  it.each<[AlertKind, number]>([
    ['sos', 1],
    ['person', 1],
    ['plate', 1],
    ['device', 0],
    ['crowd', 0],
    ['loitering', 0],
  ])('of kind %s asks for evidence %i times', async (kind, times) => {
    const { ports, asked } = makePorts();

    await openIncident(makeIncident({ kind }), ports);

    expect(asked).toHaveLength(times);
  });

  it('asks again when it is delivered again: the time before may have died before it asked', async () => {
    const { ports, asked } = makePorts();

    await openIncident(makeIncident(), ports);
    await openIncident(makeIncident(), ports);

    expect(asked).toHaveLength(2);
    expect(asked[1]).toEqual(asked[0]);
  });

  it('has its alert asked for before its evidence', async () => {
    const { ports } = makePorts();
    const alertsBefore: number[] = [];
    const evidence = { send: async () => void alertsBefore.push(ports.alerts.sent.length) };

    await openIncident(makeIncident(), { ...ports, evidence });

    expect(alertsBefore).toEqual([1]);
  });
});

describe('a press that joins an open incident', () => {
  it('asks for evidence of its own time, to be kept with that incident', async () => {
    const { ports, asked } = makePorts();
    const first = makeIncident();
    const second = makeIncident({
      incidentId: 'SOS-SECOND01',
      causeId: 'press-0002',
      happenedAt: first.happenedAt + 60_000,
    });
    const withinMilliseconds = Number.POSITIVE_INFINITY;

    for (const incident of [first, second])
      await joinOrOpen({ key: joinKeyOf(incident), incident, withinMilliseconds }, ports);

    expect(asked).toMatchObject([
      { incidentId: first.incidentId, causeId: 'press-0001', happenedAt: first.happenedAt },
      { incidentId: first.incidentId, causeId: 'press-0002', happenedAt: second.happenedAt },
    ]);
  });
});
