import type { SQSClient } from '@aws-sdk/client-sqs';
import type { AlertQueue } from './alert-queue.ts';
import { sqsSender } from './sqs-sender.ts';

export interface SqsAlertQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
  readonly escalationQueueUrl: string;
}

export function sqsAlertQueue({ client, queueUrl, escalationQueueUrl }: SqsAlertQueueParams): AlertQueue {
  const toAlerts = sqsSender({ client, queueUrl });
  const toChecks = sqsSender({ client, queueUrl: escalationQueueUrl });
  return {
    send: (message) => toAlerts(JSON.stringify(message)),
    checkLater: (check, delaySeconds) => toChecks(JSON.stringify(check), delaySeconds),
  };
}
