import type { AlertQueue } from '../incidents/alert-queue.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { PoleEnvelope } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import { parseLifecycleEvent } from './pole-connection.ts';
import { type Fault, type Heartbeat, readFault, type SelfTest } from './pole-message.ts';
import { type Origin, type PlacePorts, placeOf } from './pole-place.ts';
import type { Kept, PoleStateStore } from './pole-state-store.ts';
import { tendPole } from './tend-pole.ts';

export interface TakeStatusPorts extends PlacePorts {
  readonly states: PoleStateStore;
  readonly incidents: IncidentStore;
  readonly alerts: AlertQueue;
  /** Epoch ms. */
  readonly now: () => number;
}

export async function takeHeartbeat(
  heartbeat: Heartbeat,
  from: Origin,
  ports: TakeStatusPorts,
): Promise<void> {
  const kept = await ports.states.keepHeartbeat(from.poleId, heartbeat, from.receivedAt);
  ports.telemetry.info(LogEvent.poleHeartbeat, { poleId: from.poleId, outcome: kept.outcome });
  if (kept.outcome === 'kept') ports.telemetry.measure(Metric.poleHeartbeats);
  await tend(kept, from.poleId, ports);
}

/** A fault, or its end; a pole that reports the same one again has still the same one. */
export async function takeFault(body: Fault, from: Origin, ports: TakeStatusPorts): Promise<void> {
  const { fault, isOver } = readFault(body);
  const { faultId } = body;
  const report = { faultId, isOver, at: from.receivedAt };
  const kept = await ports.states.keepReport(from.poleId, fault, report);
  const { outcome } = kept;
  ports.telemetry.info(LogEvent.poleFaultReported, { poleId: from.poleId, fault, faultId, isOver, outcome });
  await tend(kept, from.poleId, ports);
}

/** A pole that fails its own test may stay silent when someone needs it: that is a fault. */
export async function takeSelfTest(selfTest: SelfTest, from: Origin, ports: TakeStatusPorts): Promise<void> {
  const { testId, passed } = selfTest;
  const kept = await ports.states.keepSelfTest(from.poleId, selfTest, from.receivedAt);
  const { outcome } = kept;
  ports.telemetry.info(LogEvent.poleSelfTest, { poleId: from.poleId, testId, passed, outcome });
  await tend(kept, from.poleId, ports);
}

/** A lifecycle event of the broker's. Cameras and installers connect too: only poles of the zone are kept. */
export async function takeConnection(
  { thingName: poleId, payload }: PoleEnvelope,
  { states, registry, telemetry }: TakeStatusPorts,
): Promise<void> {
  const connection = parseLifecycleEvent(Buffer.from(payload, 'base64'));
  if (connection === undefined || (await registry.findPlace(poleId)) === undefined) return;
  const outcome = await states.keepConnection(poleId, connection);
  const { isConnected, reason } = connection;
  telemetry.info(LogEvent.poleConnection, { poleId, isConnected, reason, outcome });
}

/** What is outdated was judged before, or will be by check-poles. */
async function tend(kept: Kept, poleId: string, ports: TakeStatusPorts): Promise<void> {
  if (kept.outcome === 'outdated') return;
  const rules = await ports.registry.rules();
  const place = () => placeOf(poleId, ports);
  await tendPole({ ...rules, poleId, state: kept.state, now: ports.now(), place }, ports);
}
