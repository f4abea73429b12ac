import { SendMessageCommand } from '@aws-sdk/client-sqs';
import { GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { vi } from 'vitest';
import { settleMilliseconds } from '../../../lambdas/cameras/window.ts';
import type { WatchCameraMessage } from '../../../lambdas/zone/messages.ts';
import { patiently, type Zone } from './run-zone.ts';

/** Of test/fixtures/zone.yaml. */
export const slotMilliseconds = 5_000;
/** A slot that finds its camera busy does nothing, so another one follows, as each minute's do. */
const nextSlotMilliseconds = 3_000;

/** Hands out one slot, as tick-cameras does. */
export async function sendSlot({ sandbox }: Zone, cameraId: string, slotAt: number): Promise<void> {
  const message: WatchCameraMessage = { version: 1, cameraId, slotAt };
  const QueueUrl = sandbox.outputs.WatchQueueUrl;
  await sandbox.clients.sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(message) }));
}

/** Hands out slot after slot until the camera's video from `from` to `to` (epoch ms) has been watched. */
export async function watch(
  zone: Zone,
  cameraId: string,
  { from, to }: { readonly from: number; readonly to: number },
): Promise<void> {
  // A camera's very first slot looks back over one slot and no further: it sets where the watching begins.
  for (let until = from + slotMilliseconds; until <= to; until += slotMilliseconds) {
    await watchUntil(zone, cameraId, until);
  }
}

async function watchUntil(zone: Zone, cameraId: string, until: number): Promise<void> {
  let sentAt = 0;
  await vi.waitFor(async () => {
    if (((await cursorOf(zone, cameraId)) ?? 0) >= until) return;
    if (Date.now() - sentAt > nextSlotMilliseconds) {
      await sendSlot(zone, cameraId, until + settleMilliseconds);
      sentAt = Date.now();
    }
    throw new Error(`${cameraId} was not watched up to ${until}`);
  }, patiently);
}

/** What a camera was watched up to (epoch ms). */
export async function cursorOf({ documents, sandbox }: Zone, cameraId: string): Promise<number | undefined> {
  const { Item } = await documents.send(
    new GetCommand({ TableName: sandbox.outputs.RegistryTable, Key: { kind: 'cursor', id: cameraId } }),
  );
  return Item?.watchedTo;
}

/** As if the minute were over for which a function that died still holds its camera. */
export async function endLease({ documents, sandbox }: Zone, cameraId: string): Promise<void> {
  await documents.send(
    new UpdateCommand({
      TableName: sandbox.outputs.RegistryTable,
      Key: { kind: 'cursor', id: cameraId },
      UpdateExpression: 'SET leaseUntil = :past',
      ConditionExpression: 'attribute_exists(leaseUntil)',
      ExpressionAttributeValues: { ':past': Date.now() - 1 },
    }),
  );
}
