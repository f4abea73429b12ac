import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Delivery, deliveryRecordOf } from '../../lambdas/alerts/delivery.ts';
import { dynamoDeliveryStore } from '../../lambdas/alerts/dynamo-delivery-store.ts';
import { sqsReachQueue } from '../../lambdas/alerts/sqs-reach-queue.ts';
import { escalateIncidentMessage } from '../../lambdas/zone/messages.ts';
import { makeSms, reportedAt } from './make-delivery.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const sqs = mockClient(SQSClient);
beforeEach(() => {
  dynamo.reset();
  sqs.reset();
});

const store = dynamoDeliveryStore({
  client: DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-southeast-1' })),
  tableName: 'incidents',
  incidentDays: 365,
});
const delivery: Delivery = { version: 1, tier: 1, ...makeSms() };
const message = {
  messageId: 'message-1',
  kind: 'sos',
  alerts: [{ incidentId: 'SOS-7KQ2MD9F', tier: 1 }],
} as const;

describe('dynamoDeliveryStore', () => {
  it('finds a message again under the id that SNS gave it, for a week', async () => {
    dynamo.on(PutCommand).resolves({});

    await store.keepMessage(message, reportedAt);
    const { Item } = dynamo.commandCalls(PutCommand)[0]?.args[0].input ?? {};
    dynamo.on(GetCommand).resolves({});
    dynamo.on(GetCommand, { Key: { incidentId: 'message#message-1', record: 'message' } }).resolves({ Item });

    expect(Item?.expiresAt).toBe(Math.floor(reportedAt / 1000) + 7 * 86_400);
    expect(await store.findMessage('message-1')).toEqual(message);
    expect(await store.findMessage('another')).toBeUndefined();
  });

  it('keeps a report beside its incident, once', async () => {
    const there = new ConditionalCheckFailedException({ message: 'there', $metadata: {} });
    dynamo.on(PutCommand).resolvesOnce({}).rejects(there);

    expect(await store.keep('SOS-7KQ2MD9F', delivery)).toBe('kept');
    expect(await store.keep('SOS-7KQ2MD9F', delivery)).toBe('existed');
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toMatchObject({
      Item: { incidentId: 'SOS-7KQ2MD9F', record: deliveryRecordOf(delivery), phone: '…0001' },
      ConditionExpression: 'attribute_not_exists(incidentId)',
    });
  });

  it('lists the reports of an incident, and passes over what a newer version wrote', async () => {
    const item = {
      ...delivery,
      incidentId: 'SOS-7KQ2MD9F',
      record: deliveryRecordOf(delivery),
      expiresAt: 1,
    };
    dynamo.on(QueryCommand).resolves({ Items: [{ ...item, version: 2 }, item] });

    expect(await store.list('SOS-7KQ2MD9F')).toEqual([delivery]);
  });
});

describe('sqsReachQueue', () => {
  it.each([
    ['sos', 'https://queue/sos'],
    ['plate', 'https://queue/others'],
  ] as const)('has the tier of a %s alert looked at after ten seconds', async (kind, queueUrl) => {
    sqs.on(SendMessageCommand).resolves({});
    const client = new SQSClient({ region: 'ap-southeast-1' });
    const queue = sqsReachQueue({
      client,
      sosQueueUrl: 'https://queue/sos',
      queueUrl: 'https://queue/others',
    });

    await queue.lookAt({ incidentId: 'SOS-7KQ2MD9F', tier: 2, kind, at: reportedAt });

    const { QueueUrl, DelaySeconds, MessageBody } =
      sqs.commandCalls(SendMessageCommand)[0]?.args[0].input ?? {};
    expect([QueueUrl, DelaySeconds]).toEqual([queueUrl, 10]);
    expect(escalateIncidentMessage.parse(JSON.parse(MessageBody ?? ''))).toMatchObject({ unreachedTier: 2 });
  });
});
