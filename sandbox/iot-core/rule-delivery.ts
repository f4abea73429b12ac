import { PublishCommand, type SNSClient } from '@aws-sdk/client-sns';
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DeliveredAction } from './topic-rule.ts';

/** What a rule's action has to carry; `payload` is the JSON text, or the raw bytes for a base64 queue. */
export interface RuleMessage {
  readonly ruleName: string;
  readonly traceId: string;
  readonly topic: string;
  readonly payload: Buffer;
}

/** Carries one message to a queue, topic or function; a rejection is retried, then goes to the error action. */
export type Deliver = (action: DeliveredAction, message: RuleMessage) => Promise<void>;

/** Delivers to queues and topics through SDK clients; a Lambda action is refused, it needs the sandbox's own. */
export function createSdkDelivery({ sqs, sns }: { sqs: SQSClient; sns?: SNSClient }): Deliver {
  return async (action, { payload }) => {
    if (action.kind === 'sqs') {
      const MessageBody = payload.toString(action.useBase64 ? 'base64' : 'utf8');
      await sqs.send(new SendMessageCommand({ QueueUrl: action.queueUrl, MessageBody }));
    } else if (action.kind === 'sns' && sns !== undefined) {
      const structure = action.messageFormat === 'JSON' ? { MessageStructure: 'json' } : {};
      const Message = payload.toString('utf8');
      await sns.send(new PublishCommand({ TopicArn: action.targetArn, Message, ...structure }));
    } else {
      throw new UndeliverableActionError(`Nothing here delivers the action ${action.kind}`);
    }
  };
}

/** A rule's action for which the delivery was given no client. */
export class UndeliverableActionError extends Error {
  override readonly name = 'UndeliverableActionError';
}
