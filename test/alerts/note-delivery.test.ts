import { describe, expect, it } from 'vitest';
import { noteDelivery } from '../../lambdas/alerts/note-delivery.ts';
import { raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import type { ReachQueue } from '../../lambdas/alerts/reach-queue.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { Metric } from '../../lambdas/zone/metrics.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryDeliveryStore } from '../memory/delivery-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { happenedAt, makeAlert } from './make-alert.ts';
import { makeSms, reportedAt } from './make-delivery.ts';

type Look = Parameters<ReachQueue['lookAt']>[0];

async function makePorts() {
  const deliveries = memoryDeliveryStore();
  const looks: Look[] = [];
  const reach: ReachQueue = {
    lookAt: async (alert) => {
      looks.push(alert);
    },
  };
  const alertPorts = memoryAlertPorts({ telemetry: memoryTelemetry(), now: () => happenedAt + 1500 });
  await raiseAlert(makeAlert({ tier: 2 }), { ...alertPorts, messages: deliveries });
  return { deliveries, reach, looks, decisions: memoryDecisionLog(), telemetry: memoryTelemetry() };
}

describe('noteDelivery', () => {
  it('writes an SMS that failed with the incident whose alert it was, and has the tier looked at', async () => {
    const ports = await makePorts();

    await noteDelivery(makeSms(), ports);

    expect(await ports.deliveries.list('SOS-7KQ2MD9F')).toMatchObject([
      { tier: 2, phone: '…0001', outcome: 'failed', why: makeSms().why, at: reportedAt },
    ]);
    expect(ports.decisions.kept).toMatchObject([
      {
        about: 'SOS-7KQ2MD9F',
        tier: 2,
        gate: 'delivery',
        channel: 'sms',
        outcome: 'stopped',
        at: reportedAt,
      },
    ]);
    expect(ports.looks).toEqual([{ incidentId: 'SOS-7KQ2MD9F', tier: 2, kind: 'sos', at: reportedAt }]);
    expect(ports.telemetry.events()).toEqual([LogEvent.smsFailed]);
    expect(ports.telemetry.total(Metric.smsFailed)).toBe(1);
  });

  it('writes one that arrived too, and has nobody look', async () => {
    const ports = await makePorts();

    await noteDelivery(makeSms({ outcome: 'delivered', why: 'accepted' }), ports);

    expect(await ports.deliveries.list('SOS-7KQ2MD9F')).toMatchObject([{ outcome: 'delivered' }]);
    expect(ports.decisions.kept).toMatchObject([{ outcome: 'passed', why: '…0001: accepted' }]);
    expect(ports.looks).toEqual([]);
    expect(ports.telemetry.total(Metric.smsDelivered)).toBe(1);
  });

  it('counts a report once that comes twice, and asks again for the look that may have been lost', async () => {
    const ports = await makePorts();

    await noteDelivery(makeSms(), ports);
    await noteDelivery(makeSms(), ports);

    expect(await ports.deliveries.list('SOS-7KQ2MD9F')).toHaveLength(1);
    expect(ports.decisions.kept).toHaveLength(1);
    expect(ports.telemetry.total(Metric.smsFailed)).toBe(1);
    expect(ports.looks).toHaveLength(2);
  });

  it('writes the SMS of a digest with each of its incidents, and counts it once', async () => {
    const ports = await makePorts();
    const alerts = ['DEV-00000001', 'DEV-00000002'].map((incidentId) => ({ incidentId, tier: 1 }));
    await ports.deliveries.keepMessage({ messageId: 'digest', kind: 'device', alerts }, happenedAt);

    await noteDelivery(makeSms({ messageId: 'digest' }), ports);

    expect(ports.looks.map(({ incidentId }) => incidentId)).toEqual(['DEV-00000001', 'DEV-00000002']);
    expect(ports.telemetry.total(Metric.smsFailed)).toBe(1);
  });

  it('leaves an SMS alone that no alert of the zone sent', async () => {
    const ports = await makePorts();

    await noteDelivery(makeSms({ messageId: 'another' }), ports);

    expect(ports.telemetry.events()).toEqual([LogEvent.smsUnknown]);
    expect([ports.looks, ports.decisions.kept]).toEqual([[], []]);
  });
});

describe('raiseAlert', () => {
  it('sends an alert whose message cannot be remembered, and says so', async () => {
    const telemetry = memoryTelemetry();
    const ports = memoryAlertPorts({ telemetry, now: () => happenedAt });
    const messages = { keepMessage: async () => Promise.reject(new Error('the table is away')) };

    await raiseAlert(makeAlert(), { ...ports, messages });

    expect(ports.sender.sent).toHaveLength(1);
    expect(telemetry.events()).toEqual([LogEvent.messageNotKept, LogEvent.alertSent]);
  });
});
