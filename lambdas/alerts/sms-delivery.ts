import { gunzipSync } from 'node:zlib';
import { z } from 'zod';
import { shorten } from './shorten.ts';

/** What became of one SMS, without its phone number. */
export interface SmsDelivery {
  /** Of the publish that asked for it. */
  readonly messageId: string;
  /** The last digits of the phone, e.g. `…0001`: enough for whoever knows the recipients, and for nobody else. */
  readonly phone: string;
  readonly outcome: 'delivered' | 'failed';
  /** What the carrier answered. */
  readonly why: string;
  /** When that was known; epoch ms. */
  readonly at: number;
}

/** A line of SNS's log: https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
const line = z.looseObject({
  notification: z.looseObject({ messageId: z.string().min(1) }),
  delivery: z.looseObject({ destination: z.string(), providerResponse: z.string().optional() }),
  status: z.enum(['SUCCESS', 'FAILURE']),
});

/** What a log subscription hands to a function: https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html */
const batch = z.looseObject({
  messageType: z.string(),
  logEvents: z.array(z.looseObject({ timestamp: z.int().min(0), message: z.string() })),
});

export interface SmsDeliveries {
  readonly deliveries: readonly SmsDelivery[];
  /** Lines that are no report of an SMS. */
  readonly unreadable: number;
}

/** The largest batch of CloudWatch Logs has 6 MB; what unpacks to more than this is none. */
const mostBytes = 32_000_000;

/** Reads `awslogs.data` of a subscription's event: base64 of gzip of JSON. Throws where it is not that. */
export function readDeliveryBatch(data: string): SmsDeliveries {
  const unpacked = gunzipSync(Buffer.from(data, 'base64'), { maxOutputLength: mostBytes });
  const { messageType, logEvents } = batch.parse(JSON.parse(unpacked.toString('utf8')));
  // A CONTROL_MESSAGE asks whether somebody listens.
  if (messageType !== 'DATA_MESSAGE') return { deliveries: [], unreadable: 0 };
  const deliveries = logEvents.flatMap(({ message, timestamp }) => readDelivery(message, timestamp) ?? []);
  return { deliveries, unreadable: logEvents.length - deliveries.length };
}

/** `at`: when the line was written (epoch ms). `undefined`: the line is no report of an SMS. */
export function readDelivery(message: string, at: number): SmsDelivery | undefined {
  const parsed = line.safeParse(jsonOf(message));
  if (!parsed.success) return undefined;
  const { notification, delivery, status } = parsed.data;
  return {
    messageId: notification.messageId,
    phone: endOf(delivery.destination),
    outcome: status === 'SUCCESS' ? 'delivered' : 'failed',
    why: withoutNumbers(delivery.providerResponse ?? 'no reason given'),
    at,
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const shownDigits = 4;
/** With fewer digits the last four are most of the number. */
const leastDigits = 8;

function endOf(destination: string): string {
  const signs = destination.replace(/[^0-9A-Za-z]/g, '');
  return signs.length < leastDigits ? '…' : `…${signs.slice(-shownDigits)}`;
}

/** A carrier may repeat the number in its answer, in groups too. */
function withoutNumbers(text: string): string {
  return shorten(text, 200).replace(/\+?\p{Nd}(?:[\s().-]*\p{Nd}){4,}/gu, '…');
}
