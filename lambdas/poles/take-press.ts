import { type DecidePorts, decide } from '../alerts/decide.ts';
import type { AlertQueue } from '../incidents/alert-queue.ts';
import type { EvidenceQueue } from '../incidents/evidence-queue.ts';
import { newIncident } from '../incidents/incident.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import { type JoinOutcome, joinOrOpen } from '../incidents/join-or-open.ts';
import { joinKeyOf } from '../incidents/joining.ts';
import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import { type Press, pressTime } from './pole-message.ts';
import { type Origin, type PlacePorts, placeOf } from './pole-place.ts';
import type { PoleStateStore } from './pole-state-store.ts';

export interface TakePressPorts extends PlacePorts {
  readonly decisions: DecidePorts['decisions'];
  readonly incidents: IncidentStore;
  /** Alerts of presses travel alone. */
  readonly sosAlerts: AlertQueue;
  /** Absent: nothing is gathered. */
  readonly evidence?: EvidenceQueue;
  readonly states: PoleStateStore;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * A press opens an incident, or joins the open one of its pole: whoever presses again needs no second patrol. Not
 * after some minutes (`joining.pressMinutes`): that may be somebody else. A drill joins drills alone.
 */
export async function takePress(
  press: Press,
  { poleId, receivedAt, unknownKeyCount }: Origin & { readonly unknownKeyCount: number },
  ports: TakePressPorts,
): Promise<void> {
  const { pressId, drill } = press;
  const { incidents, sosAlerts: alerts, evidence, telemetry, now } = ports;
  telemetry.info(LogEvent.pressReceived, { poleId, pressId, drill, unknownKeyCount });
  telemetry.measure(Metric.pressesReceived);
  const happenedAt = pressTime(press.pressedAt, receivedAt);
  const cause = { kind: 'sos', deviceId: poleId, causeId: pressId, happenedAt, drill } as const;
  const [place, pressMinutes] = await Promise.all([placeOf(poleId, ports), ports.registry.pressMinutes()]);
  const incident = newIncident({ ...cause, place, openedAt: now() });
  const withinMilliseconds = pressMinutes * 60_000;
  const joining = { key: joinKeyOf(incident), incident, withinMilliseconds };
  const joined = await joinOrOpen(joining, { incidents, alerts, telemetry, ...(evidence && { evidence }) });
  await explainJoining(joined, happenedAt, ports);
  await countPress({ poleId, pressId, at: happenedAt }, ports);
}

/** Why a press that joined sent no message of its own; of one that opened an incident raise-alert says what it sent. */
async function explainJoining(
  { outcome, incident, ordinal }: JoinOutcome,
  at: number,
  ports: TakePressPorts,
): Promise<void> {
  if (outcome === 'opened') return;
  const why = `press ${ordinal} of an incident that is open and was told before`;
  const { incidentId } = incident;
  await decide({ incidentId, tier: 1 }, { at, gate: 'joined', outcome: 'stopped', why }, ports);
}

/** Only after people were told, and whatever happens here: a call for help never waits for the pole's own health. */
async function countPress(
  { poleId, pressId, at }: { readonly poleId: string; readonly pressId: string; readonly at: number },
  { states, telemetry }: TakePressPorts,
): Promise<void> {
  try {
    await states.countPress(poleId, { pressId, at });
  } catch (cause) {
    telemetry.error(LogEvent.pressNotCounted, { poleId, pressId }, cause);
  }
}
