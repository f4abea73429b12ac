import { SendMessageBatchCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DelayedSlot } from '../../lambdas/cameras/slot-queue.ts';
import { sqsBacklogQueue } from '../../lambdas/cameras/sqs-backlog-queue.ts';
import { sqsFaceQueue } from '../../lambdas/cameras/sqs-face-queue.ts';
import { SlotsRefusedError, sqsSlotQueue } from '../../lambdas/cameras/sqs-slot-queue.ts';
import { makeCamera } from './make-camera.ts';

const sqs = mockClient(SQSClient);
beforeEach(() => sqs.reset());

const params = { client: new SQSClient({ region: 'ap-southeast-1' }), queueUrl: 'https://queue.example' };
const slots = (count: number): DelayedSlot[] =>
  Array.from({ length: count }, (_, i) => ({
    message: { version: 1, cameraId: `nk-cam-${i}`, slotAt: i },
    delaySeconds: i % 60,
  }));

describe('sqsSlotQueue', () => {
  it('sends each slot once, ten in a batch, with its delay', async () => {
    sqs.on(SendMessageBatchCommand).resolves({ Successful: [], Failed: [] });

    await sqsSlotQueue(params).send(slots(123));

    const batches = sqs.commandCalls(SendMessageBatchCommand).map(({ args }) => args[0].input.Entries ?? []);
    expect(batches.map((entries) => entries.length).sort()).toEqual([...Array(12).fill(10), 3].sort());
    const sent = batches
      .flat()
      .map(({ MessageBody = '', DelaySeconds }) => [JSON.parse(MessageBody).slotAt, DelaySeconds]);
    expect(sent.sort(([a], [b]) => a - b)).toEqual(
      slots(123).map((slot) => [slot.message.slotAt, slot.delaySeconds]),
    );
  });

  it('throws when the queue took the batch but not every message', async () => {
    sqs.on(SendMessageBatchCommand).resolves({
      Successful: [],
      Failed: [{ Id: '1', Code: 'InternalError', SenderFault: false }],
    });

    await expect(sqsSlotQueue(params).send(slots(12))).rejects.toThrow(SlotsRefusedError);
  });

  it('sends nothing of nothing', async () => {
    await sqsSlotQueue(params).send([]);

    expect(sqs.calls()).toEqual([]);
  });
});

describe('sqsBacklogQueue', () => {
  it('sends the message as JSON', async () => {
    sqs.on(SendMessageCommand).resolves({});
    const message = { version: 1, task: 'catch-up', cameraId: 'nk-cam-01' } as const;

    await sqsBacklogQueue(params).send(message);

    const [call] = sqs.commandCalls(SendMessageCommand);
    expect(JSON.parse(call?.args[0].input.MessageBody ?? '')).toEqual(message);
  });
});

describe('sqsFaceQueue', () => {
  it('sends the message as JSON', async () => {
    sqs.on(SendMessageCommand).resolves({});
    const message = {
      version: 1,
      passId: 'face-1',
      cameraId: 'nk-cam-01',
      place: makeCamera().place,
      firstSeenAt: 1,
      lastSeenAt: 2,
      crops: [{ key: 'pending-faces/face-1/1.jpg', takenAt: 1, faceWidthPixels: 60 }],
    } as const;

    await sqsFaceQueue(params).send({ ...message, crops: [...message.crops] });

    const [call] = sqs.commandCalls(SendMessageCommand);
    expect(call?.args[0].input.QueueUrl).toBe('https://queue.example');
    expect(JSON.parse(call?.args[0].input.MessageBody ?? '')).toEqual(message);
  });
});
