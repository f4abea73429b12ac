import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { EscalateIncidentMessage } from '../zone/messages.ts';
import type { ReachQueue } from './reach-queue.ts';

export interface SqsReachQueueParams {
  readonly client: SQSClient;
  /** The escalation queues. */
  readonly sosQueueUrl: string;
  readonly queueUrl: string;
}

/** The reports of a tier's other phones come within this time of the first that failed, or are not waited for. */
export const waitSeconds = 10;

export function sqsReachQueue({ client, sosQueueUrl, queueUrl }: SqsReachQueueParams): ReachQueue {
  return {
    lookAt: async ({ incidentId, tier, kind, at }) => {
      const check: EscalateIncidentMessage = {
        version: 1,
        incidentId,
        next: tier,
        askedAt: at,
        unreachedTier: tier,
      };
      await client.send(
        new SendMessageCommand({
          QueueUrl: kind === 'sos' ? sosQueueUrl : queueUrl,
          MessageBody: JSON.stringify(check),
          DelaySeconds: waitSeconds,
        }),
      );
    },
  };
}
