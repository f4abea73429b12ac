import type { AlertQueue } from '../incidents/alert-queue.ts';
import { type NewIncident, newIncident } from '../incidents/incident.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import { openIncident } from '../incidents/open-incident.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { PoleEnvelope } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { faultLabel, selfTestLabel, unknownPlace } from './pole-labels.ts';
import {
  type Fault,
  type Heartbeat,
  type PoleMessage,
  PoleMessageRefusedError,
  type Press,
  parsePoleMessage,
  pressTime,
  type SelfTest,
} from './pole-message.ts';
import type { PoleRegistry } from './pole-registry.ts';
import type { PoleStateStore } from './pole-state-store.ts';

export interface ReceivePoleMessagePorts {
  readonly registry: PoleRegistry;
  readonly states: PoleStateStore;
  readonly incidents: IncidentStore;
  /** Alerts of presses travel alone. */
  readonly sosAlerts: AlertQueue;
  readonly alerts: AlertQueue;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * Takes one message of a pole: a press or a fault becomes an incident, a heartbeat or self-test the pole's state.
 * Every step may be repeated. Throws PoleMessageRefusedError for what no pole sends.
 */
export async function receivePoleMessage(
  envelope: PoleEnvelope,
  ports: ReceivePoleMessagePorts,
): Promise<void> {
  const message = readMessage(envelope, ports.telemetry);
  const from = { poleId: envelope.thingName, receivedAt: envelope.receivedAt };
  switch (message.type) {
    case 'press':
      return takePress(message.body, { ...from, unknownKeyCount: message.unknownKeyCount }, ports);
    case 'heartbeat':
      return takeHeartbeat(message.body, from, ports);
    case 'fault':
      return takeFault(message.body, from, ports);
    case 'self-test':
      return takeSelfTest(message.body, from, ports);
  }
}

interface Origin {
  readonly poleId: string;
  readonly receivedAt: number;
}

function readMessage(envelope: PoleEnvelope, telemetry: Telemetry): PoleMessage {
  try {
    // A pole's certificate lets it connect as itself only; should that policy ever loosen, nobody presses for another.
    if (envelope.clientId !== envelope.thingName) {
      throw new PoleMessageRefusedError([{ field: 'clientId', problem: 'must equal the thing name' }]);
    }
    return parsePoleMessage(envelope.messageType, Buffer.from(envelope.payload, 'base64'));
  } catch (error) {
    const fields = error instanceof PoleMessageRefusedError ? error.fields : [];
    telemetry.error(LogEvent.poleMessageRefused, { poleId: envelope.thingName, fields });
    telemetry.measure(Metric.poleMessagesRefused);
    throw error;
  }
}

async function takePress(
  press: Press,
  { poleId, receivedAt, unknownKeyCount }: Origin & { readonly unknownKeyCount: number },
  ports: ReceivePoleMessagePorts,
): Promise<void> {
  const { pressId, drill } = press;
  ports.telemetry.info(LogEvent.pressReceived, { poleId, pressId, drill, unknownKeyCount });
  ports.telemetry.measure(Metric.pressesReceived);
  const happenedAt = pressTime(press.pressedAt, receivedAt);
  await open({ kind: 'sos', deviceId: poleId, causeId: pressId, happenedAt, drill }, ports.sosAlerts, ports);
}

async function takeFault(fault: Fault, { poleId, receivedAt }: Origin, ports: ReceivePoleMessagePorts) {
  ports.telemetry.warn(LogEvent.poleFault, { poleId, faultId: fault.faultId, fault: fault.fault });
  ports.telemetry.measure(Metric.poleFaults);
  const cause = { kind: 'device', deviceId: poleId, causeId: fault.faultId } as const;
  const subject = { label: faultLabel(fault.fault) };
  await open({ ...cause, happenedAt: receivedAt, drill: false, subject }, ports.alerts, ports);
}

async function takeHeartbeat(
  heartbeat: Heartbeat,
  { poleId, receivedAt }: Origin,
  { states, telemetry }: ReceivePoleMessagePorts,
): Promise<void> {
  const outcome = await states.keepHeartbeat(poleId, heartbeat, receivedAt);
  telemetry.info(LogEvent.poleHeartbeat, { poleId, outcome });
  if (outcome === 'kept') telemetry.measure(Metric.poleHeartbeats);
}

/** A pole that fails its own test may stay silent when someone needs it: that is a fault. */
async function takeSelfTest(
  selfTest: SelfTest,
  { poleId, receivedAt }: Origin,
  ports: ReceivePoleMessagePorts,
) {
  const { testId, passed } = selfTest;
  const outcome = await ports.states.keepSelfTest(poleId, selfTest, receivedAt);
  ports.telemetry.info(LogEvent.poleSelfTest, { poleId, testId, passed, outcome });
  if (passed) return;
  ports.telemetry.measure(Metric.poleFaults);
  const cause = { kind: 'device', deviceId: poleId, causeId: testId } as const;
  const subject = { label: selfTestLabel };
  await open({ ...cause, happenedAt: receivedAt, drill: false, subject }, ports.alerts, ports);
}

async function open(
  cause: Omit<NewIncident, 'place' | 'openedAt'>,
  alerts: AlertQueue,
  { registry, incidents, telemetry, now }: ReceivePoleMessagePorts,
): Promise<void> {
  const known = await registry.findPlace(cause.deviceId);
  if (known === undefined) telemetry.warn(LogEvent.poleUnknown, { poleId: cause.deviceId });
  const place = known ?? unknownPlace(cause.deviceId);
  await openIncident(newIncident({ ...cause, place, openedAt: now() }), { incidents, alerts, telemetry });
}
