import type { Mailboxes } from '../mailboxes.ts';
import type { RecipientMessage } from '../recipient-message.ts';
import type { Datum } from './metric.ts';

export interface TopicMetricsParams {
  readonly mailboxes: Pick<Mailboxes, 'onMessage' | 'onFailure'>;
  readonly put: (datum: Datum) => void;
  readonly now: () => Date;
}

/** Counts what phones and mailboxes took of a topic, and what they did not. */
export function measureTopics({ mailboxes, put, now }: TopicMetricsParams): void {
  const count = (name: string, { topic }: RecipientMessage): void => {
    const TopicName = topic?.split(':').at(-1);
    if (TopicName === undefined) return;
    put({ metric: { namespace: 'AWS/SNS', name, dimensions: { TopicName } }, value: 1, at: now().getTime() });
  };
  mailboxes.onMessage((message) => count('NumberOfNotificationsDelivered', message));
  mailboxes.onFailure((message) => count('NumberOfNotificationsFailed', message));
}
