import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import {
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Context } from 'aws-lambda';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { handler } from '../../lambdas/poles/check-poles.handler.ts';
import { bridge } from './make-pole-envelope.ts';

// The logger reads its level when the handler is loaded.
vi.hoisted(() => {
  process.env.POWERTOOLS_LOG_LEVEL = 'SILENT';
});

const dynamo = mockClient(DynamoDBDocumentClient);
const sqs = mockClient(SQSClient);
const context = { functionName: 'check-poles', awsRequestId: 'request-1' } as Context;

beforeEach(() => {
  dynamo.reset();
  sqs.reset();
  dynamo.on(QueryCommand, { ExpressionAttributeValues: { ':kind': 'pole' } }).resolves({
    Items: [{ kind: 'pole', id: 'nk-pole-01', place: bridge }],
  });
  dynamo.on(GetCommand).resolves({});
  dynamo.on(PutCommand).resolves({});
  dynamo.on(UpdateCommand).resolves({ Attributes: {} });
  sqs.on(SendMessageCommand).resolves({});
  vi.stubEnv('AWS_REGION', 'ap-southeast-1');
  vi.stubEnv('REGISTRY_TABLE', 'registry');
  vi.stubEnv('INCIDENTS_TABLE', 'incidents');
  vi.stubEnv('ALERT_QUEUE_URL', 'http://127.0.0.1/alerts');
  vi.stubEnv('ESCALATION_QUEUE_URL', 'http://127.0.0.1/escalation');
});

afterEach(() => vi.unstubAllEnvs());

const heardAt = (at: number) =>
  dynamo.on(QueryCommand, { ExpressionAttributeValues: { ':kind': 'pole-state' } }).resolves({
    Items: [{ kind: 'pole-state', id: 'nk-pole-01', heartbeat: {}, heartbeatAt: at, firstHeartbeatAt: at }],
  });

describe('the handler of check-poles', () => {
  it('keeps its decision before it tells of a silent pole, on the queue of alerts', async () => {
    heardAt(Date.now() - 3_600_000);

    await handler({}, context);

    const [decided] = dynamo.commandCalls(UpdateCommand, { TableName: 'registry' });
    expect(decided?.args[0].input.Key).toEqual({ kind: 'pole-state', id: 'nk-pole-01' });
    expect(sqs.commandCalls(SendMessageCommand, { QueueUrl: 'http://127.0.0.1/alerts' })).toHaveLength(1);
  });

  it('writes nothing while all is well', async () => {
    heardAt(Date.now());

    await handler({}, context);

    expect(dynamo.commandCalls(UpdateCommand)).toEqual([]);
    expect(dynamo.commandCalls(PutCommand)).toEqual([]);
  });
});
