import { SendMessageBatchCommand, type SQSClient } from '@aws-sdk/client-sqs';
import type { DelayedSlot, SlotQueue } from './slot-queue.ts';

export interface SqsSlotQueueParams {
  readonly client: SQSClient;
  readonly queueUrl: string;
}

/** SQS refused messages of a batch although it took the batch. */
export class SlotsRefusedError extends Error {
  override readonly name = 'SlotsRefusedError';
}

/** Most messages in one SendMessageBatch. */
const batchSize = 10;
/** Batches on their way at once: a thousand cameras are 600 batches a minute. */
const lanes = 8;

export function sqsSlotQueue(params: SqsSlotQueueParams): SlotQueue {
  return {
    send: async (slots) => {
      const batches = Array.from({ length: Math.ceil(slots.length / batchSize) }, (_, i) =>
        slots.slice(i * batchSize, (i + 1) * batchSize),
      );
      // The lanes draw from one iterator, so each batch is sent once.
      const next = batches.values();
      const refused = await Promise.all(
        Array.from({ length: lanes }, async () => {
          let count = 0;
          for (const batch of next) count += await sendBatch(params, batch);
          return count;
        }),
      );
      const total = refused.reduce((sum, count) => sum + count, 0);
      if (total > 0)
        throw new SlotsRefusedError(`${total} of ${slots.length} slots were refused by the queue`);
    },
  };
}

/** Returns how many messages were refused; a throttled batch is tried again by the SDK itself. */
async function sendBatch(
  { client, queueUrl }: SqsSlotQueueParams,
  batch: readonly DelayedSlot[],
): Promise<number> {
  const { Failed = [] } = await client.send(
    new SendMessageBatchCommand({
      QueueUrl: queueUrl,
      Entries: batch.map(({ message, delaySeconds }, i) => ({
        Id: String(i),
        MessageBody: JSON.stringify(message),
        DelaySeconds: delaySeconds,
      })),
    }),
  );
  return Failed.length;
}
