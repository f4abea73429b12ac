import type { AlertSender } from '../../lambdas/alerts/alert-sender.ts';
import { noteTaken } from '../../lambdas/alerts/note-taken.ts';
import { type RaiseAlertPorts, raiseAlert } from '../../lambdas/alerts/raise-alert.ts';
import type { TakenAlert } from '../../lambdas/alerts/taken-alert.ts';
import type { AlertQueue } from '../../lambdas/incidents/alert-queue.ts';
import { type EscalateIncidentPorts, escalateIncident } from '../../lambdas/incidents/escalate-incident.ts';
import type { ReceivePoleMessagePorts } from '../../lambdas/poles/receive-pole-message.ts';
import { receivePoleMessage } from '../../lambdas/poles/receive-pole-message.ts';
import { type EscalationRules, escalationRules } from '../../lambdas/zone/alert-file.ts';
import type {
  EscalateIncidentMessage,
  Place,
  PoleEnvelope,
  RaiseAlertMessage,
} from '../../lambdas/zone/messages.ts';
import type { Telemetry } from '../../lambdas/zone/telemetry.ts';
import { memoryAlertPorts } from '../../test/memory/alert-ports.ts';
import { memoryDecisionLog } from '../../test/memory/decision-log.ts';
import { memoryIncidentStore } from '../../test/memory/incident-store.ts';
import { memoryPoleRegistry } from '../../test/memory/pole-registry.ts';
import { memoryPoleStateStore } from '../../test/memory/pole-state-store.ts';
import { type Fate, faultyPorts } from './faulty-ports.ts';
import type { VirtualQueue, VirtualQueues } from './virtual-queues.ts';

/** One message that reached the topic. */
export interface Published {
  readonly incidentId: string;
  readonly tier: number;
  readonly at: number;
}

export const rules: EscalationRules = escalationRules.parse({
  tiers: [0, 60, 180].map((afterSeconds, i) => ({ tier: i + 1, afterSeconds })),
  repeat: { everyMinutes: 5, times: 1 },
  escalates: [],
});

const silent: Telemetry = { info: ignore, warn: ignore, error: ignore, measure: ignore };
function ignore(): void {}

/** The three functions between a press and the topic, as they are, on tables in memory and queues of a virtual clock. */
export function makeZone(places: Readonly<Record<string, Place>>, queues: VirtualQueues, fate: Fate) {
  const published: Published[] = [];
  const incidents = memoryIncidentStore();
  const { now } = queues;
  const shared = { telemetry: silent, now };
  const functionSeconds = { receive: 5, raise: 5, escalate: 10 };
  const raiseQueue = { maxReceiveCount: 10, hiddenSeconds: 6 * functionSeconds.raise };
  const takenAlerts = queues.queue<TakenAlert>({
    ...raiseQueue,
    handle: (taken) => noteTaken(taken, faultyPorts(alertPorts, ['alerts'], fate)),
  });
  const sender = recordingSender(published, takenAlerts, now);
  const alertPorts = { ...memoryAlertPorts(shared), sender };
  const alertQueue = queues.queue<RaiseAlertMessage>({
    handle: (message) => {
      const ports: RaiseAlertPorts = faultyPorts(alertPorts, ['alerts', 'sender', 'holding'], fate);
      return raiseAlert(message, ports);
    },
    ...raiseQueue,
  });
  const sosAlerts: AlertQueue = {
    send: async (message) => alertQueue.send(message),
    checkLater: async (check, delaySeconds) => checks.send(check, delaySeconds),
  };
  const escalatePorts: EscalateIncidentPorts = {
    ...shared,
    ...{
      incidents,
      told: alertPorts.alerts,
      sosAlerts,
      alerts: sosAlerts,
      rules,
      decisions: memoryDecisionLog(),
    },
    decisions: alertPorts.decisions,
  };
  const checks = queues.queue<EscalateIncidentMessage>({
    handle: (check) => escalateIncident(check, faultyPorts(escalatePorts, ['incidents', 'told'], fate)),
    maxReceiveCount: 10,
    hiddenSeconds: 6 * functionSeconds.escalate,
  });
  const polePorts: ReceivePoleMessagePorts = {
    ...shared,
    ...{ registry: memoryPoleRegistry(places), states: memoryPoleStateStore() },
    ...{ incidents, sosAlerts, alerts: sosAlerts, decisions: alertPorts.decisions },
  };
  const presses = queues.queue<PoleEnvelope>({
    handle: (press) =>
      receivePoleMessage(press, faultyPorts(polePorts, ['registry', 'states', 'incidents'], fate)),
    maxReceiveCount: 5,
    hiddenSeconds: 6 * functionSeconds.receive,
  });
  return { presses, incidents, published };
}

/** Publishes, and tells the queue what it took as the topic does. */
function recordingSender(
  published: Published[],
  takenAlerts: VirtualQueue<TakenAlert>,
  now: () => number,
): AlertSender {
  return {
    send: async ({ tier }, _text, _shifts, key) => {
      const messageId = `message-${published.push({ incidentId: key.incidentId, tier, at: now() })}`;
      takenAlerts.send({ key, messageId });
      return messageId;
    },
  };
}
