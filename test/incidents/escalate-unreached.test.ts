import { describe, expect, it } from 'vitest';
import { escalateIncident } from '../../lambdas/incidents/escalate-incident.ts';
import { escalateUnreached } from '../../lambdas/incidents/escalate-unreached.ts';
import { escalationRules } from '../../lambdas/zone/alert-file.ts';
import { makeSms } from '../alerts/make-delivery.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryAlertStore } from '../memory/alert-store.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryDeliveryStore } from '../memory/delivery-store.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeIncident } from './make-incident.ts';

const tiers = [
  { tier: 1, afterSeconds: 0 },
  { tier: 2, afterSeconds: 60 },
];
const incident = makeIncident();
const { incidentId, openedAt } = incident;
const check = { version: 1, incidentId, next: 1, askedAt: openedAt, unreachedTier: 1 } as const;

async function makePorts(seconds = 15) {
  const incidents = memoryIncidentStore();
  await incidents.create(incident);
  return {
    incidents,
    deliveries: memoryDeliveryStore(),
    told: memoryAlertStore(),
    sosAlerts: memoryAlertQueue(),
    alerts: memoryAlertQueue(),
    decisions: memoryDecisionLog(),
    rules: escalationRules.parse({ tiers, repeat: {} }),
    telemetry: memoryTelemetry(),
    now: () => openedAt + seconds * 1000,
  };
}
type Ports = Awaited<ReturnType<typeof makePorts>>;

const report = (ports: Ports, outcome: 'delivered' | 'failed', phone: string) =>
  ports.deliveries.keep(incidentId, { version: 1, tier: 1, ...makeSms({ outcome, phone }) });

describe('a tier whose SMS failed', () => {
  it('is followed by the next at once when no phone of it was reached', async () => {
    const ports = await makePorts();
    await report(ports, 'failed', '…0001');

    await escalateUnreached(check, ports);

    expect(ports.sosAlerts.sent).toMatchObject([{ incidentId, tier: 2, unansweredSeconds: 15 }]);
    expect(await ports.incidents.timeline(incidentId)).toContainEqual(
      expect.objectContaining({ what: 'escalated', text: 'tier 2: no SMS of tier 1 arrived within 15 s' }),
    );
  });

  it('waits for its time when another phone of it was reached, and the reason is kept', async () => {
    const ports = await makePorts();
    await report(ports, 'failed', '…0001');
    await report(ports, 'delivered', '…0002');

    await escalateUnreached(check, ports);

    expect(ports.sosAlerts.sent).toEqual([]);
    expect(ports.decisions.kept).toMatchObject([
      { gate: 'delivery', outcome: 'stopped', tier: 1, why: expect.stringContaining('arrived') },
    ]);
  });

  it('is not followed when somebody acknowledged meanwhile', async () => {
    const ports = await makePorts();
    await ports.incidents.move(incidentId, 'acknowledged', { by: 'Officer', at: openedAt + 5000 });

    await escalateUnreached(check, ports);

    expect(ports.sosAlerts.sent).toEqual([]);
  });

  it('is followed by nobody after the last tier', async () => {
    const ports = await makePorts();

    await escalateUnreached({ ...check, unreachedTier: 2 }, ports);

    expect(ports.sosAlerts.sent).toEqual([]);
    expect(ports.decisions.kept).toMatchObject([{ why: expect.stringContaining('no other tier') }]);
  });

  it('is followed once, whether it is found twice or the time comes too; later looks go on', async () => {
    const ports = await makePorts();
    await escalateUnreached(check, ports);
    await ports.told.markSent({ incidentId, tier: 2 }, openedAt + 16_000);

    await escalateUnreached(check, ports);
    const { unreachedTier: _, ...byTheClock } = check;
    await escalateIncident(byTheClock, { ...ports, now: () => openedAt + 60_000 });

    expect(ports.sosAlerts.sent).toHaveLength(1);
    expect(ports.sosAlerts.checks).toMatchObject([{ check: { next: 2 }, delaySeconds: 300 }]);
  });
});
