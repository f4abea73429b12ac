import type { AlertStore } from '../alerts/alert-store.ts';
import { type DecidePorts, decide } from '../alerts/decide.ts';
import type { EscalationRules } from '../zone/alert-file.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { EscalateIncidentMessage, RaiseAlertMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { AlertQueue } from './alert-queue.ts';
import {
  type EscalationMove,
  type EscalationStep,
  escalates,
  escalationStep,
  longestDelaySeconds,
  nextMove,
} from './escalation.ts';
import type { Incident } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';
import { firstAlert } from './open-incident.ts';
import { newStep } from './timeline.ts';

export interface EscalateIncidentPorts extends DecidePorts {
  readonly incidents: Pick<IncidentStore, 'find' | 'addStep'>;
  /** What raise-alert made of the alerts asked for so far. */
  readonly told: Pick<AlertStore, 'isDone'>;
  /** Presses have queues of their own. */
  readonly sosAlerts: AlertQueue;
  readonly alerts: AlertQueue;
  readonly rules: EscalationRules;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
}

/**
 * One look at an incident: as long as it is open, the next alert is asked for when its time has come, and the next look
 * is queued. Ends when somebody acknowledged, or when every repetition was told. A delivery that comes twice asks for
 * the same alert twice, which raise-alert sends once, and looks twice from then on.
 */
export async function escalateIncident(
  check: EscalateIncidentMessage,
  ports: EscalateIncidentPorts,
): Promise<void> {
  const { incidentId, next, askedAt } = check;
  const { rules, now, telemetry } = ports;
  const incident = await ports.incidents.find(incidentId);
  const end = (why: string) => telemetry.info(LogEvent.escalationEnded, { incidentId, why });
  if (incident === undefined) return end('unknown');
  if (incident.state !== 'open') {
    end(incident.state);
    return decide(firstAlert(incident), stopped(incident, next, now()), ports);
  }
  if (!escalates(incident.kind, rules)) return end(`${incident.kind} does not escalate`);

  const queue = incident.kind === 'sos' ? ports.sosAlerts : ports.alerts;
  const isTold = await ports.told.isDone(keyOf(incidentId, escalationStep(next - 1, rules)));
  const move = nextMove({ openedAt: incident.openedAt, next, askedAt, isTold, now: now() }, rules);
  if (move.what === 'wait') return queue.checkLater(check, move.delaySeconds);
  if (move.what === 'tell') return tell(incident, move, { check, queue, ports });
  telemetry.error(LogEvent.escalationEnded, { incidentId, why: 'unanswered' });
  telemetry.measure(Metric.incidentsUnanswered);
}

function stopped({ state, openedAt }: Incident, next: number, at: number) {
  const after = `${Math.round((at - openedAt) / 1000)} s after it was opened`;
  const why = `alert number ${next + 1} not needed: ${state} when looked at ${after}`;
  return { at, gate: 'acknowledged', outcome: 'stopped', why } as const;
}

async function tell(
  incident: Incident,
  { step, why }: { readonly step: EscalationStep; readonly why: 'unacknowledged' | 'undelivered' },
  params: {
    readonly check: EscalateIncidentMessage;
    readonly queue: AlertQueue;
    readonly ports: EscalateIncidentPorts;
  },
): Promise<void> {
  const { check, queue, ports } = params;
  const { incidents, telemetry, now } = ports;
  const { incidentId, openedAt, kind } = incident;
  const { tier, repeat } = step;
  const askedAt = now();
  const later = { check, queue, openedAt, askedAt, ports };
  // Told before its time, because the SMS of the tier before did not arrive.
  if (await ports.told.isDone(keyOf(incidentId, step))) return lookLater(later);
  const unansweredSeconds = Math.max(0, Math.round((askedAt - openedAt) / 1000));
  await queue.send(nextAlert(incident, step, unansweredSeconds));
  const text = `tier ${tier}${repeat === undefined ? '' : ` again (${repeat})`}: ${
    why === 'undelivered' ? 'the alert before could not be sent' : 'nobody has acknowledged'
  } for ${unansweredSeconds} s`;
  await incidents.addStep(
    incidentId,
    newStep({ at: askedAt, what: 'escalated', text, cause: `${tier}#${repeat ?? 0}` }),
  );
  await lookLater(later);
  telemetry.info(LogEvent.incidentEscalated, { incidentId, kind, tier, repeat, why });
  telemetry.measure(Metric.incidentsEscalated);
}

async function lookLater(params: {
  readonly check: EscalateIncidentMessage;
  readonly queue: AlertQueue;
  readonly openedAt: number;
  readonly askedAt: number;
  readonly ports: Pick<EscalateIncidentPorts, 'rules' | 'now'>;
}): Promise<void> {
  const { check, queue, openedAt, askedAt, ports } = params;
  const next = check.next + 1;
  const move = nextMove({ openedAt, next, askedAt, isTold: false, now: ports.now() }, ports.rules);
  await queue.checkLater({ ...check, next, askedAt }, delayOf(move, ports.rules));
}

/** After the last repetition there is as much time to answer as after the others. */
function delayOf(move: EscalationMove, { repeat }: EscalationRules): number {
  if (move.what === 'wait') return move.delaySeconds;
  return move.what === 'tell' ? 0 : Math.min(longestDelaySeconds, repeat.everyMinutes * 60);
}

/** The alert of a step, to the recipients of its tier. */
export function nextAlert(
  incident: Incident,
  { tier, repeat }: EscalationStep,
  unansweredSeconds: number,
): RaiseAlertMessage {
  return {
    ...firstAlert(incident),
    tier,
    unansweredSeconds,
    ...(repeat === undefined ? {} : { repeat }),
  };
}

function keyOf(incidentId: string, step: EscalationStep | undefined) {
  const { tier = 1, repeat } = step ?? {};
  return { incidentId, tier, ...(repeat === undefined ? {} : { repeat }) };
}
