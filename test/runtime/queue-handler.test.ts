import type { Context, SQSEvent, SQSRecord } from 'aws-lambda';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { MessageInvalidError, parseMessage, queueHandler } from '../../lambdas/runtime/queue-handler.ts';

const message = z.strictObject({ version: z.literal(1), poleId: z.string() });
const context = {
  awsRequestId: 'request-1',
  functionName: 'probe',
  getRemainingTimeInMillis: () => 1000,
} as Context;

function makeRecord(messageId: string, body: string): SQSRecord {
  const attributes = {
    ApproximateReceiveCount: '1',
    SentTimestamp: '1795390523588',
    SenderId: 'sender',
    ApproximateFirstReceiveTimestamp: '1795390523588',
  };
  return {
    messageId,
    body,
    attributes,
    receiptHandle: messageId,
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:ap-southeast-1:000000000000:probe',
    awsRegion: 'ap-southeast-1',
  };
}

function makeProbe(handle: (poleId: string) => Promise<void>) {
  return queueHandler({
    name: 'probe',
    environment: z.object({ PROBE_TABLE: z.string().min(1) }),
    message,
    wire: () => (body) => handle(body.poleId),
  });
}

const run = (probe: ReturnType<typeof makeProbe>, ...Records: SQSRecord[]) => {
  const event: SQSEvent = { Records };
  return probe(event, context);
};

afterEach(() => {
  vi.unstubAllEnvs();
});

describe('queueHandler', () => {
  it('reports the records that fail alone, and handles their neighbors', async () => {
    vi.stubEnv('PROBE_TABLE', 'Probe');
    const handled: string[] = [];
    const probe = makeProbe(async (poleId) => {
      if (poleId === 'broken') throw new Error('cannot');
      handled.push(poleId);
    });

    const answer = await run(
      probe,
      makeRecord('a', '{"version":1,"poleId":"first"}'),
      makeRecord('b', 'no JSON'),
      makeRecord('c', '{"version":1,"poleId":"broken"}'),
      makeRecord('d', '{"version":1,"poleId":"last"}'),
    );

    expect(answer.batchItemFailures.map((failure) => failure.itemIdentifier).sort()).toEqual(['b', 'c']);
    expect(handled.sort()).toEqual(['first', 'last']);
  });

  it('reports every record when all fail, instead of an error that would hide which', async () => {
    vi.stubEnv('PROBE_TABLE', 'Probe');
    const probe = makeProbe(() => Promise.reject(new Error('cannot')));

    const answer = await run(probe, makeRecord('a', '{"version":1,"poleId":"p"}'));

    expect(answer.batchItemFailures).toEqual([{ itemIdentifier: 'a' }]);
  });

  it('fails with the name of the variable when its environment is not filled', async () => {
    vi.stubEnv('PROBE_TABLE', '');
    const probe = makeProbe(async () => {});

    await expect(run(probe, makeRecord('a', '{}'))).rejects.toThrow('PROBE_TABLE');
  });
});

describe('parseMessage', () => {
  it('names the fields that are wrong, never their values', () => {
    const parse = () => parseMessage(message, '{"version":1,"poleId":66812345678}');

    expect(parse).toThrow(MessageInvalidError);
    expect(parse).toThrow('poleId');
    expect(parse).not.toThrow('66812345678');
  });
});
