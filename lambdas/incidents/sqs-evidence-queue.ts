import type { SQSClient } from '@aws-sdk/client-sqs';
import type { EvidenceQueue } from './evidence-queue.ts';
import { sqsSender } from './sqs-sender.ts';

export interface SqsEvidenceQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

export function sqsEvidenceQueue(params: SqsEvidenceQueueParams): EvidenceQueue {
  const send = sqsSender(params);
  return { send: (message, delaySeconds = 0) => send(JSON.stringify(message), delaySeconds) };
}
