import { LogEvent } from '../zone/log-events.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import { type DecidePorts, decide } from './decide.ts';
import type { DeliveryStore, SentMessage } from './delivery-store.ts';
import type { ReachQueue } from './reach-queue.ts';
import type { SmsDelivery } from './sms-delivery.ts';

export interface NoteDeliveryPorts extends DecidePorts {
  readonly deliveries: Pick<DeliveryStore, 'findMessage' | 'keep'>;
  readonly reach: ReachQueue;
  readonly telemetry: Telemetry;
}

/** A digest tells of thousands at most; its SMS is noted with the first ones. */
const mostAlerts = 50;

/**
 * Notes with its incidents that an SMS arrived or failed. Of one that failed it has somebody look whether the tier was
 * reached at all. Every step may be repeated: the same report is kept, counted and decided about once.
 */
export async function noteDelivery(sms: SmsDelivery, ports: NoteDeliveryPorts): Promise<void> {
  const { deliveries, reach, telemetry } = ports;
  const { messageId, phone, outcome, why, at } = sms;
  const message = await deliveries.findMessage(messageId);
  // Another sender's SMS, or a message that was sent and could not be written down.
  if (message === undefined) return telemetry.info(LogEvent.smsUnknown, { messageId, outcome });
  let isNew = false;
  for (const { incidentId, tier } of message.alerts.slice(0, mostAlerts)) {
    const delivery = { version: 1, tier, phone, outcome, why, at, messageId } as const;
    isNew = (await deliveries.keep(incidentId, delivery)) === 'kept' || isNew;
    const told = {
      outcome: outcome === 'delivered' ? 'passed' : 'stopped',
      why: `${phone}: ${why}`,
    } as const;
    await decide({ incidentId, tier }, { at, gate: 'delivery', channel: 'sms', ...told }, ports);
    if (outcome === 'failed') await reach.lookAt({ incidentId, tier, kind: message.kind, at });
  }
  if (isNew) tell(sms, message, telemetry);
}

function tell(
  { outcome, why, messageId }: SmsDelivery,
  { kind, alerts }: SentMessage,
  telemetry: Telemetry,
): void {
  const { incidentId, tier } = alerts[0] ?? {};
  const fields = { messageId, incidentId, kind, tier };
  if (outcome === 'failed') telemetry.warn(LogEvent.smsFailed, { ...fields, why });
  else telemetry.info(LogEvent.smsDelivered, fields);
  telemetry.measure(outcome === 'failed' ? Metric.smsFailed : Metric.smsDelivered);
}
