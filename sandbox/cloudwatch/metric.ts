/** What CloudWatch tells metrics apart by. */
export interface MetricId {
  readonly namespace: string;
  readonly name: string;
  readonly dimensions: Readonly<Record<string, string>>;
}

export interface Datum {
  readonly metric: MetricId;
  readonly value: number;
  /** Epoch milliseconds. */
  readonly at: number;
}

/** The same text for the same metric, whatever the order of its dimensions. */
export function keyOf({ namespace, name, dimensions }: MetricId): string {
  const sorted = Object.entries(dimensions).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify([namespace, name, sorted]);
}

/** Of each AWS service, what this machine can honestly know; LIMITATIONS.md says the rest. */
const known: Readonly<Record<string, readonly string[]>> = {
  'AWS/Lambda': ['Invocations', 'Errors', 'Duration'],
  'AWS/SQS': [
    'ApproximateNumberOfMessagesVisible',
    'ApproximateNumberOfMessagesNotVisible',
    'ApproximateNumberOfMessagesDelayed',
    'ApproximateAgeOfOldestMessage',
  ],
  'AWS/SNS': ['NumberOfNotificationsDelivered', 'NumberOfNotificationsFailed'],
};

/** Whether anything on this machine could ever write the metric: functions write all that is not AWS's own. */
export function isKnowable({ namespace, name }: MetricId): boolean {
  return namespace.startsWith('AWS/') ? (known[namespace]?.includes(name) ?? false) : true;
}
