import { LogEvent } from '../zone/log-events.ts';
import type { RaiseAlertMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { AlertSender } from './alert-sender.ts';
import type { AlertStore } from './alert-store.ts';
import { alertText } from './alert-text.ts';

/** Another invocation is sending this alert; the message comes back after it must have ended. */
export class AlertBusyError extends Error {
  override readonly name = 'AlertBusyError';
}

export interface RaiseAlertPorts {
  readonly alerts: AlertStore;
  readonly sender: AlertSender;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Longer than the function may live (5 s), shorter than its message stays hidden, so that a dead sender is replaced. */
export const claimMilliseconds = 10_000;

/**
 * Sends one alert to people. Repeated deliveries send nothing more, with one exception: when the function dies after
 * SNS took the alert and before it is marked as sent, the next delivery sends it again. SNS offers no key to drop
 * the second one, and marking first would lose the alert instead: a police officer who reads "SOS" twice loses a
 * minute, one who never reads it loses the person who called.
 */
export async function raiseAlert(
  alert: RaiseAlertMessage,
  { alerts, sender, telemetry, now, timeZone }: RaiseAlertPorts,
): Promise<void> {
  const { incidentId, kind, tier, drill } = alert;
  const isRecovery = alert.recoveredAt !== undefined;
  const key = { incidentId, tier, isRecovery };
  const claimedAt = now();
  const text = alertText(alert, timeZone, claimedAt);
  const claim = await alerts.claim(key, { now: claimedAt, until: claimedAt + claimMilliseconds });
  if (claim === 'busy') throw new AlertBusyError(`alert ${tier} of ${incidentId} is being sent`);
  if (claim === 'sent') return telemetry.info(LogEvent.alertRepeated, { incidentId, kind, tier });

  await sender.send(alert, text);
  const sentAt = now();
  await alerts.markSent(key, sentAt);
  telemetry.info(LogEvent.alertSent, { incidentId, kind, tier, drill, isRecovery });
  telemetry.measure(Metric.alertsSent);
  // A fault is told when it has lasted, and its end too: that is no delay.
  if (kind === 'device') return;
  telemetry.measure(Metric.alertDelaySeconds, Math.max(0, sentAt - alert.happenedAt) / 1000);
}
