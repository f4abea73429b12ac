import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Context, SQSEvent } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../lambdas/poles/receive-pole-message.handler.ts';
import { bridge, makePoleEnvelope } from './make-pole-envelope.ts';

// The logger reads its level when the handler is loaded.
vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

const dynamo = mockClient(DynamoDBDocumentClient);
const sqs = mockClient(SQSClient);

const makeEvent = (...bodies: readonly unknown[]) =>
  ({
    Records: bodies.map((body, index) => ({
      messageId: `message-${index}`,
      body: typeof body === 'string' ? body : JSON.stringify(body),
    })),
  }) as SQSEvent;
const context = { functionName: 'receive-pole-message', awsRequestId: 'request-1' } as Context;

beforeEach(() => {
  dynamo.reset();
  sqs.reset();
  dynamo.on(GetCommand).resolves({ Item: { place: bridge } });
  dynamo.on(PutCommand).resolves({});
  sqs.on(SendMessageCommand).resolves({});
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('REGISTRY_TABLE', 'registry');
  vi.stubEnv('INCIDENTS_TABLE', 'incidents');
  vi.stubEnv('SOS_ALERT_QUEUE_URL', 'http://127.0.0.1/sos');
  vi.stubEnv('ALERT_QUEUE_URL', 'http://127.0.0.1/alerts');
  vi.stubEnv('EVIDENCE_QUEUE_URL', 'http://127.0.0.1/evidence');
  vi.stubEnv('SOS_ESCALATION_QUEUE_URL', 'http://127.0.0.1/sos-escalation');
  vi.stubEnv('ESCALATION_QUEUE_URL', 'http://127.0.0.1/escalation');
});

afterEach(() => vi.unstubAllEnvs());

describe('the handler of receive-pole-message', () => {
  it('asks for the alert of a press on the queue of presses', async () => {
    const event = makeEvent(makePoleEnvelope('press', { version: 1, pressId: 'press-0001' }));

    expect(await handler(event, context)).toEqual({ batchItemFailures: [] });

    expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input.QueueUrl).toBe('http://127.0.0.1/sos');
  });

  it('gives back the poisoned records alone', async () => {
    const event = makeEvent(
      'no JSON',
      makePoleEnvelope('press', { version: 1, pressId: 'press-0001' }),
      makePoleEnvelope('press', { version: 1 }),
    );

    const answer = await handler(event, context);

    expect(answer.batchItemFailures.map((failure) => failure.itemIdentifier)).toEqual([
      'message-0',
      'message-2',
    ]);
    expect(sqs.commandCalls(SendMessageCommand, { QueueUrl: 'http://127.0.0.1/sos' })).toHaveLength(1);
  });
});
