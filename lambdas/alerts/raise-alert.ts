import type { AlertRules } from '../zone/alert-file.ts';
import type { StandingInstructions } from '../zone/incident-file.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { RaiseAlertMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { OwnQuietHours } from '../zone/quiet-hours.ts';
import { type Shift, shiftsOnDuty } from '../zone/shift.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { judgeAlert } from './alert-gates.ts';
import type { AlertSender } from './alert-sender.ts';
import { type AlertKey, type AlertStore, alertKeyOf } from './alert-store.ts';
import { alertText } from './alert-text.ts';
import { type DecidePorts, decide } from './decide.ts';
import type { DeliveryStore } from './delivery-store.ts';
import type { DigestQueue } from './digest-queue.ts';
import { dutyAt, quietNow } from './duty.ts';
import { holdBack } from './hold-alert.ts';
import type { HoldingStore } from './holding-store.ts';
import { keepMessage } from './keep-message.ts';
import { type LinkPorts, makeLink } from './make-link.ts';

/** Another invocation is sending this alert; the message comes back after it must have ended. */
export class AlertBusyError extends Error {
  override readonly name = 'AlertBusyError';
}

export interface RaiseAlertPorts extends DecidePorts {
  readonly alerts: AlertStore;
  readonly sender: AlertSender;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
  /** Waits so many milliseconds. */
  readonly pause: (milliseconds: number) => Promise<void>;
  /** IANA name. */
  readonly timeZone: string;
  /** The duty roster. */
  readonly shifts: readonly Shift[];
  /** Those that recipients keep. */
  readonly quietHours?: readonly OwnQuietHours[];
  /** What to do about an incident, from the zone file. */
  readonly instructions?: StandingInstructions;
  /** What holds alerts back; never a call for help. */
  readonly rules: AlertRules;
  readonly holding: HoldingStore;
  readonly digests: DigestQueue;
  /** What a report of an SMS's delivery is about. */
  readonly messages: Pick<DeliveryStore, 'keepMessage'>;
  /** Left out: alerts bring no link to acknowledge by. */
  readonly link?: LinkPorts;
}

/** Longer than the function may live (5 s), shorter than its message stays hidden, so that a dead sender is replaced. */
export const claimMilliseconds = 10_000;

/**
 * Sends one alert to people. Repeated deliveries send nothing more, also when the function died after SNS took the
 * alert and before it was marked as sent: the topic itself told note-taken.ts, long before the message comes back.
 * Should that have failed as well, the alert is sent again: a police officer who reads "SOS" twice loses a minute, one
 * who never reads it loses the person who called.
 */
export async function raiseAlert(alert: RaiseAlertMessage, ports: RaiseAlertPorts): Promise<void> {
  const { alerts, now, telemetry } = ports;
  const { incidentId, kind, tier } = alert;
  const key = alertKeyOf(alert);
  const claimedAt = now();
  const claim = await alerts.claim(key, { now: claimedAt, until: claimedAt + claimMilliseconds });
  if (claim === 'busy') throw new AlertBusyError(`alert ${tier} of ${incidentId} is being sent`);
  if (typeof claim === 'object') return noteSent(alert, claim.takenAt, claim.messageId, ports);
  if (claim !== 'claimed') return telemetry.info(LogEvent.alertRepeated, { incidentId, kind, tier });

  const verdict = await judgeAlert(alert, { ...ports, now: claimedAt });
  if (verdict.what !== 'send' && (await holdBack(alert, verdict, ports)) === 'settled') return;
  await publish(alert, claimedAt, ports);
}

/**
 * Milliseconds between the tries to mark what SNS took. A mark that is lost tells people twice: it is worth most of the
 * seconds that the function has left, beyond the SDK's own tries.
 */
export const markPauses: readonly number[] = [50, 100, 200, 400, 800];

/** Stands right after the publish, and nothing between the two. */
async function markSent(
  key: AlertKey,
  sentAt: number,
  { alerts, pause }: Pick<RaiseAlertPorts, 'alerts' | 'pause'>,
): Promise<void> {
  for (const milliseconds of markPauses) {
    try {
      return await alerts.markSent(key, sentAt);
    } catch {
      await pause(milliseconds);
    }
  }
  await alerts.markSent(key, sentAt);
}

async function publish(alert: RaiseAlertMessage, at: number, ports: RaiseAlertPorts): Promise<void> {
  const { sender, telemetry, now, timeZone } = ports;
  const to = { ...alert, siteIds: [alert.place.siteId] };
  const link = await makeLink(alert, at, ports);
  let messageId: string | undefined;
  try {
    const text = alertText(alert, timeZone, at, link, ports.instructions);
    messageId = await sender.send(to, text, dutyAt(at, alert.kind, ports), alertKeyOf(alert));
  } catch (error) {
    telemetry.measure(Metric.alertsFailed);
    const name = error instanceof Error ? error.name : 'unknown';
    await decide(alert, { at, gate: 'delivery', outcome: 'stopped', why: `${name}; tried again` }, ports);
    throw error;
  }
  await noteSent(alert, now(), messageId, ports);
}

/** The topic has the alert: marks it, and writes down who was told and why. */
async function noteSent(
  alert: RaiseAlertMessage,
  sentAt: number,
  messageId: string | undefined,
  ports: RaiseAlertPorts,
): Promise<void> {
  await markSent(alertKeyOf(alert), sentAt, ports);
  const { telemetry, timeZone, shifts } = ports;
  const { incidentId, kind, tier, drill, repeat } = alert;
  const onDuty = shiftsOnDuty(shifts, sentAt, timeZone);
  const why = [
    onDuty.length === 0 ? '' : `on duty: ${onDuty.join(', ')}`,
    quietNow(sentAt, kind, ports),
    alert.unansweredSeconds === undefined ? '' : `nobody acknowledged for ${alert.unansweredSeconds} s`,
  ];
  const told = why.filter(Boolean).join('; ') || 'nothing stood against it';
  await Promise.all([
    keepMessage({ messageId, kind, alerts: [{ incidentId, tier }] }, sentAt, ports),
    decide(alert, { at: sentAt, gate: 'delivery', outcome: 'sent', why: told }, ports),
  ]);
  const isRecovery = alert.recoveredAt !== undefined;
  telemetry.info(LogEvent.alertSent, { incidentId, kind, tier, drill, isRecovery, repeat, shifts: onDuty });
  telemetry.measure(Metric.alertsSent);
  // A fault is told when it has lasted, its end too, and another tier when nobody answered: that is no delay.
  if (kind === 'device' || alert.unansweredSeconds !== undefined) return;
  telemetry.measure(Metric.alertDelaySeconds, Math.max(0, sentAt - alert.happenedAt) / 1000);
}
