import { LogEvent } from '../zone/log-events.ts';
import type { RaiseAlertMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Hold, Verdict } from './alert-gates.ts';
import { alertKeyOf } from './alert-store.ts';
import { decide } from './decide.ts';
import type { RaiseAlertPorts } from './raise-alert.ts';

/** SQS holds a message back no longer; a longer wait is several of them. */
const longestDelaySeconds = 900;

/**
 * Keeps an alert from being sent by itself and says so in its record. `unsettled`: its digest was closed meanwhile, so
 * it has to be sent after all. An alert of a digest that nobody was asked to tell would be lost: asking comes first.
 */
export async function holdBack(
  alert: RaiseAlertMessage,
  verdict: Exclude<Verdict, { readonly what: 'send' }>,
  ports: RaiseAlertPorts,
): Promise<'settled' | 'unsettled'> {
  const { alerts, now, telemetry } = ports;
  const { incidentId, kind, tier } = alert;
  const { gate, why } = verdict;
  if (verdict.what === 'hold' && (await hold(alert, verdict, ports)) === 'closed') return 'unsettled';
  const how =
    verdict.what === 'hold'
      ? ({ what: 'held', digestId: verdict.digestId } as const)
      : ({ what: 'stopped', why: `${gate}: ${why}` } as const);
  await alerts.settle(alertKeyOf(alert), how, now());
  const digest = verdict.what === 'hold' ? `, told in ${verdict.digestId}` : '';
  await decide(alert, { at: now(), gate, outcome: 'stopped', why: `${why}${digest}` }, ports);
  telemetry.info(LogEvent.alertHeld, { incidentId, kind, tier, gate, why });
  telemetry.measure(Metric.alertsHeld);
  return 'settled';
}

async function hold(alert: RaiseAlertMessage, verdict: Hold, { holding, digests, now }: RaiseAlertPorts) {
  const { digestId, dueAt, gate } = verdict;
  const at = now();
  if (!(await holding.isBegun(digestId))) {
    const message = { version: 1, task: 'tell-digest', digestId, gate, dueAt } as const;
    await digests.tellLater(message, delaySeconds(dueAt, at));
  }
  return holding.hold(digestId, alert, at);
}

/** Whole seconds, rounded up so that a message never comes before its time. */
export function delaySeconds(dueAt: number, at: number): number {
  return Math.min(longestDelaySeconds, Math.max(0, Math.ceil((dueAt - at) / 1000)));
}
