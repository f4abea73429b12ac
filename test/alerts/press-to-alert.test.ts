import fc from 'fast-check';
import { expect, it } from 'vitest';
import { claimMilliseconds, raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import { memoryAlertPorts } from '../memory/alert-ports.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPoleRegistry } from '../memory/pole-registry.ts';
import { memoryPoleStateStore } from '../memory/pole-state-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { bridge, makePoleEnvelope, receivedAt } from '../poles/make-pole-envelope.ts';

const makeZone = () => {
  let clock = receivedAt;
  const telemetry = memoryTelemetry();
  const now = () => clock;
  return {
    later: () => {
      clock += claimMilliseconds;
    },
    poles: {
      registry: memoryPoleRegistry({ 'nk-pole-01': bridge }),
      states: memoryPoleStateStore(),
      incidents: memoryIncidentStore(),
      decisions: memoryDecisionLog(),
      sosAlerts: memoryAlertQueue(),
      alerts: memoryAlertQueue(),
      telemetry,
      now,
    },
    alerts: memoryAlertPorts({ telemetry, now }),
  };
};

/** SQS in small: a delivery that throws comes back later. */
async function deliverUntilTaken(handle: () => Promise<void>, later: () => void) {
  for (let delivery = 1; delivery <= 5; delivery++) {
    try {
      return await handle();
    } catch {
      later();
    }
  }
  throw new Error('nobody took the message');
}

it('a press becomes one incident and one alert, wherever functions die and whatever comes twice', async () => {
  const history = fc.record({
    diesBeforeQueue: fc.boolean(),
    diesBeforePublish: fc.boolean(),
    pressDeliveries: fc.integer({ min: 1, max: 3 }),
    alertDeliveries: fc.integer({ min: 1, max: 3 }),
  });

  await fc.assert(
    fc.asyncProperty(history, async (story) => {
      const zone = makeZone();
      if (story.diesBeforeQueue) zone.poles.sosAlerts.failOnce();
      if (story.diesBeforePublish) zone.alerts.sender.failOnce();
      const envelope = makePoleEnvelope('press', { version: 1, pressId: 'press-0001' });
      for (let i = 0; i < story.pressDeliveries; i++) {
        await deliverUntilTaken(() => receivePoleMessage(envelope, zone.poles), zone.later);
      }
      for (let i = 0; i < story.alertDeliveries; i++) {
        for (const alert of zone.poles.sosAlerts.sent) {
          await deliverUntilTaken(() => raiseAlert(alert, zone.alerts), zone.later);
        }
      }
      expect(zone.poles.incidents.kept.size).toBe(1);
      expect(zone.alerts.sender.sent).toHaveLength(1);
    }),
  );
});
