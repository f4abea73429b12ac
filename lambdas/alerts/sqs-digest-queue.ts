import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DigestQueue } from './digest-queue.ts';

export interface SqsDigestQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

export function sqsDigestQueue({ client, queueUrl }: SqsDigestQueueParams): DigestQueue {
  return {
    tellLater: async (message, delaySeconds) => {
      await client.send(
        new SendMessageCommand({
          QueueUrl: queueUrl,
          MessageBody: JSON.stringify(message),
          DelaySeconds: delaySeconds,
        }),
      );
    },
  };
}
