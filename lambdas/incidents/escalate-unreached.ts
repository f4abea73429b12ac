import { decide } from '../alerts/decide.ts';
import { isReached } from '../alerts/delivery.ts';
import type { DeliveryStore } from '../alerts/delivery-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { EscalateIncidentMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import { type EscalateIncidentPorts, nextAlert } from './escalate-incident.ts';
import { escalates } from './escalation.ts';
import { firstAlert } from './open-incident.ts';
import { newStep } from './timeline.ts';

export interface EscalateUnreachedPorts extends EscalateIncidentPorts {
  readonly deliveries: Pick<DeliveryStore, 'list'>;
}

export type UnreachedCheck = EscalateIncidentMessage & { readonly unreachedTier: number };

export const isUnreachedCheck = (check: EscalateIncidentMessage): check is UnreachedCheck =>
  check.unreachedTier !== undefined;

/**
 * An SMS of a tier failed. Where no phone of the tier got one and nobody has acknowledged, the next tier is told at once
 * instead of when its time comes; raise-alert sends its alert once, whoever asks first. The looks by the clock go on.
 */
export async function escalateUnreached(
  { incidentId, unreachedTier }: UnreachedCheck,
  ports: EscalateUnreachedPorts,
): Promise<void> {
  const { incidents, deliveries, told, rules, telemetry, now } = ports;
  const incident = await incidents.find(incidentId);
  const end = (why: string) => telemetry.info(LogEvent.escalationEnded, { incidentId, why });
  if (incident === undefined) return end('unknown');
  if (incident.state !== 'open') return end(incident.state);
  if (!escalates(incident.kind, rules)) return end(`${incident.kind} does not escalate`);
  const about = { ...firstAlert(incident), tier: unreachedTier };
  const note = (why: string) =>
    decide(about, { at: now(), gate: 'delivery', outcome: 'stopped', why }, ports);
  if (isReached(await deliveries.list(incidentId), unreachedTier))
    return note(`no tier told early: another SMS of tier ${unreachedTier} arrived`);
  const step = rules.tiers.find(({ tier }) => tier === unreachedTier + 1);
  if (step === undefined) return note(`no SMS of tier ${unreachedTier} arrived, and there is no other tier`);
  if (await told.isDone({ incidentId, tier: step.tier })) return end(`tier ${step.tier} was told`);

  const askedAt = now();
  const unansweredSeconds = Math.max(0, Math.round((askedAt - incident.openedAt) / 1000));
  const alerts = incident.kind === 'sos' ? ports.sosAlerts : ports.alerts;
  await alerts.send(nextAlert(incident, step, unansweredSeconds));
  const text = `tier ${step.tier}: no SMS of tier ${unreachedTier} arrived within ${unansweredSeconds} s`;
  const cause = `unreached#${step.tier}`;
  await incidents.addStep(incidentId, newStep({ at: askedAt, what: 'escalated', text, cause }));
  const { kind } = incident;
  telemetry.info(LogEvent.incidentEscalated, { incidentId, kind, tier: step.tier, why: 'unreached' });
  telemetry.measure(Metric.incidentsEscalated);
}
