import { createHash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import {
  paginateListSubscriptionsByTopic,
  type SNSClient,
  SubscribeCommand,
  UnsubscribeCommand,
} from '@aws-sdk/client-sns';
import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import { matchArrays } from './array-attributes.ts';
import { type RecipientMessage, readEnvelope } from './recipient-message.ts';

export interface MailboxSubscription {
  readonly topicArn: string;
  readonly protocol: RecipientMessage['protocol'];
  readonly endpoint: string;
  /** FilterPolicy and FilterPolicyScope as SNS takes them. */
  readonly filter: Readonly<Record<string, string>>;
}

export interface MailboxesParams {
  readonly sns: SNSClient;
  /** A client with room for one long poll per subscription. */
  readonly sqs: SQSClient;
  /** Keeps the messages over a restart, one JSON line each. */
  readonly file?: string;
}

export interface Mailboxes {
  /** Starts to receive for a phone or mailbox; opening it again replaces its filter. */
  open(subscription: MailboxSubscription): Promise<void>;
  /** Nothing more comes; what came stays readable. */
  close(subscription: Omit<MailboxSubscription, 'filter'>): Promise<void>;
  /** What a phone that fails should get goes to `onFailure` alone. */
  deliver(message: RecipientMessage): void;
  /** From now on no SMS reaches the phone, for the reason that its carrier gives; without one it works again. */
  setFailing(phone: string, reason?: string): void;
  /** Calls back for each SMS that did not reach its phone until the returned function is called. */
  onFailure(listener: (message: RecipientMessage, reason: string) => void): () => void;
  /** All that came, oldest first. */
  messages(): readonly RecipientMessage[];
  /** Calls back for each new message until the returned function is called. */
  onMessage(listener: (message: RecipientMessage) => void): () => void;
  stop(): Promise<void>;
}

const queueNameOf = ({ topicArn, protocol, endpoint }: Omit<MailboxSubscription, 'filter'>): string => {
  const hash = createHash('sha256').update(`${topicArn} ${protocol} ${endpoint}`).digest('hex').slice(0, 20);
  return `sandbox-mailbox-${hash}`;
};

/** The queue has the topic's region and account, which stand in the topic's ARN. */
const queueArnOf = (subscription: Omit<MailboxSubscription, 'filter'>): string =>
  [...subscription.topicArn.replace(':sns:', ':sqs:').split(':').slice(0, 5), queueNameOf(subscription)].join(
    ':',
  );

const filterFor = ({ filter }: MailboxSubscription): Record<string, string> =>
  filter.FilterPolicy === undefined || filter.FilterPolicyScope === 'MessageBody'
    ? { ...filter }
    : { ...filter, FilterPolicy: matchArrays(filter.FilterPolicy) };

/** After a message nobody waits this long for the next; a burst is then read by tens. */
const gatherMilliseconds = 25;

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';

/**
 * Phones and mailboxes of a city: fauxqs delivers to queues alone, so each recipient gets a queue
 * subscribed with the recipient's own filter, and this reads it.
 */
export const createMailboxes = ({ sns, sqs, file }: MailboxesParams): Mailboxes => {
  const saved = file !== undefined && existsSync(file) ? readFileSync(file, 'utf8').trim().split('\n') : [];
  const messages = saved.filter(Boolean).map((line) => JSON.parse(line) as RecipientMessage);
  const listeners = new Set<(message: RecipientMessage) => void>();
  const readers = new Map<string, { abort: AbortController; ended: Promise<void> }>();

  const failing = new Map<string, string>();
  const failureListeners = new Set<(message: RecipientMessage, reason: string) => void>();

  const deliver = (message: RecipientMessage): void => {
    const reason = message.protocol === 'sms' ? failing.get(message.recipient) : undefined;
    if (reason !== undefined) {
      for (const listener of failureListeners) listener(message, reason);
      return;
    }
    messages.push(message);
    if (file !== undefined) appendFileSync(file, `${JSON.stringify(message)}\n`);
    for (const listener of listeners) listener(message);
  };

  const read = async (
    QueueUrl: string,
    subscription: MailboxSubscription,
    signal: AbortSignal,
  ): Promise<void> => {
    while (!signal.aborted)
      try {
        const receive = new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20, MaxNumberOfMessages: 10 });
        const { Messages = [] } = await sqs.send(receive, { abortSignal: signal });
        for (const { Body } of Messages) deliver(readEnvelope(Body ?? '', subscription));
        if (Messages.length === 0) continue;
        const Entries = Messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }));
        await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }));
        // What else comes in this moment is read together.
        await wait(gatherMilliseconds, undefined, { signal }).catch(() => undefined);
      } catch (error) {
        if (isAbort(error)) return;
        console.error(error);
        await wait(1000, undefined, { signal }).catch(() => undefined);
      }
  };

  const unsubscribeQueue = async (topicArn: string, queueArn: string): Promise<void> => {
    for await (const page of paginateListSubscriptionsByTopic({ client: sns }, { TopicArn: topicArn }))
      for (const { Endpoint, SubscriptionArn } of page.Subscriptions ?? [])
        if (Endpoint === queueArn) await sns.send(new UnsubscribeCommand({ SubscriptionArn }));
  };

  return {
    open: async (subscription) => {
      const name = queueNameOf(subscription);
      const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: name }));
      const queueArn = queueArnOf(subscription);
      await unsubscribeQueue(subscription.topicArn, queueArn);
      const target = { TopicArn: subscription.topicArn, Protocol: 'sqs', Endpoint: queueArn };
      await sns.send(new SubscribeCommand({ ...target, Attributes: filterFor(subscription) }));
      // Readers go on until the end: fauxqs would hand the next message to the poll of one that had gone.
      if (readers.has(name)) return;
      const abort = new AbortController();
      readers.set(name, { abort, ended: read(QueueUrl ?? '', subscription, abort.signal) });
    },
    close: async (subscription) => {
      await unsubscribeQueue(subscription.topicArn, queueArnOf(subscription));
    },
    deliver,
    setFailing: (phone, reason) => {
      if (reason === undefined) failing.delete(phone);
      else failing.set(phone, reason);
    },
    onFailure: (listener) => {
      failureListeners.add(listener);
      return () => failureListeners.delete(listener);
    },
    messages: () => messages,
    onMessage: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    stop: async () => {
      for (const { abort } of readers.values()) abort.abort();
      await Promise.all([...readers.values()].map(({ ended }) => ended));
    },
  };
};
