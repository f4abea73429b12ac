import type { Datum } from './metric.ts';

/** A message as fauxqs shows it; times are epoch milliseconds. */
interface HeldMessage {
  readonly sentTimestamp: number;
  readonly approximateReceiveCount: number;
  readonly delayUntil?: number;
}

/** What lies in a queue at one instant. */
export interface QueueContents {
  readonly ready: readonly HeldMessage[];
  readonly delayed: readonly HeldMessage[];
  readonly inflight: readonly { readonly message: HeldMessage; readonly visibilityDeadline: number }[];
}

/** SQS leaves out of the age what was handed out more often than this: a poison message says nothing of the wait. */
const poisonReceives = 3;

/** What SQS would tell of a queue. */
export function queueMetricsOf(queueName: string, contents: QueueContents, now: number): readonly Datum[] {
  const taken = contents.inflight.filter(({ visibilityDeadline }) => visibilityDeadline > now);
  const later = contents.delayed.filter(({ delayUntil = 0 }) => delayUntil > now);
  const all = [...contents.ready, ...contents.delayed, ...contents.inflight.map(({ message }) => message)];
  const aged = all.filter(
    (message) => !later.includes(message) && message.approximateReceiveCount <= poisonReceives,
  );
  const counted = {
    ApproximateNumberOfMessagesVisible: all.length - taken.length - later.length,
    ApproximateNumberOfMessagesNotVisible: taken.length,
    ApproximateNumberOfMessagesDelayed: later.length,
    ApproximateAgeOfOldestMessage: Math.max(
      0,
      ...aged.map((message) => (now - message.sentTimestamp) / 1000),
    ),
  };
  return Object.entries(counted).map(([name, value]) => ({
    metric: { namespace: 'AWS/SQS', name, dimensions: { QueueName: queueName } },
    ...{ value, at: now },
  }));
}
