import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { FaceQueue } from './face-queue.ts';

export interface SqsFaceQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

export function sqsFaceQueue({ client, queueUrl }: SqsFaceQueueParams): FaceQueue {
  return {
    send: async (message) => {
      await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody: JSON.stringify(message) }));
    },
  };
}
