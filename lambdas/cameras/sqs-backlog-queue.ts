import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { BacklogQueue } from './backlog-queue.ts';

export interface SqsBacklogQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

export function sqsBacklogQueue({ client, queueUrl }: SqsBacklogQueueParams): BacklogQueue {
  return {
    send: async (message) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
    },
  };
}
