import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { AlertQueue } from './alert-queue.ts';

export interface SqsAlertQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

export function sqsAlertQueue({ client, queueUrl }: SqsAlertQueueParams): AlertQueue {
  return {
    send: async (message) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
    },
  };
}
