import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AlertQueue } from './alert-queue.ts';

export interface SqsAlertQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly escalationQueueUrl: string;
}

export function sqsAlertQueue({ client, queueUrl, escalationQueueUrl }: SqsAlertQueueParams): AlertQueue {
  return {
    send: async (message) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
    },
    checkLater: async (check, delaySeconds) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: escalationQueueUrl,
          MessageBody: JSON.stringify(check),
          DelaySeconds: delaySeconds,
        }),
      );
    },
  };
}
