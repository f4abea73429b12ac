import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EvidenceQueue } from './evidence-queue.ts';

export interface SqsEvidenceQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

export function sqsEvidenceQueue({ client, queueUrl }: SqsEvidenceQueueParams): EvidenceQueue {
  return {
    send: async (message, delaySeconds = 0) => {
      const MessageBody = JSON.stringify(message);
      await client.send(
        new SendMessageCommand({ QueueUrl: queueUrl, MessageBody, DelaySeconds: delaySeconds }),
      );
    },
  };
}
