import type { LogSubscriptions } from './log-subscriptions.ts';
import type { Mailboxes } from './mailboxes.ts';
import type { RecipientMessage } from './recipient-message.ts';

export interface SmsLogParams {
  readonly region: string;
  readonly accountId: string;
  readonly mailboxes: Pick<Mailboxes, 'onMessage' | 'onFailure'>;
  readonly logs: Pick<LogSubscriptions, 'write'>;
  readonly now: () => Date;
}

/** Writes of every SMS whether it arrived, as SNS does into a group of the topic; at once, where carriers take seconds. */
export const logSmsDeliveries = ({ region, accountId, mailboxes, logs, now }: SmsLogParams): void => {
  const write = (message: RecipientMessage, failure?: string): void => {
    if (message.protocol !== 'sms') return;
    const source = message.topic?.split(':').at(-1) ?? 'DirectPublishToPhoneNumber';
    const logGroup = `sns/${region}/${accountId}/${source}${failure === undefined ? '' : '/Failure'}`;
    logs.write(logGroup, { at: now().getTime(), message: JSON.stringify(reportOf(message, failure)) });
  };
  mailboxes.onMessage((message) => write(message));
  mailboxes.onFailure(write);
};

/** https://docs.aws.amazon.com/sns/latest/dg/sms_stats_cloudwatch.html */
const reportOf = ({ messageId, recipient, at }: RecipientMessage, failure: string | undefined) => ({
  notification: { messageId: messageId ?? '', timestamp: at.replace('T', ' ').replace('Z', '') },
  delivery: {
    destination: recipient,
    numberOfMessageParts: 1,
    smsType: 'Promotional',
    providerResponse: failure ?? 'Message has been accepted by phone',
    dwellTimeMs: 0,
  },
  status: failure === undefined ? 'SUCCESS' : 'FAILURE',
});
