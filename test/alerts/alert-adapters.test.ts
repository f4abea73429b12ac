import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoAlertStore } from '../../lambdas/alerts/dynamo-alert-store.ts';
import { snsAlertSender } from '../../lambdas/alerts/sns-alert-sender.ts';
import { addressed } from './make-alert.ts';

const region = 'ap-southeast-1';
const dynamo = mockClient(DynamoDBDocumentClient);
const sns = mockClient(SNSClient);
beforeEach(() => {
  dynamo.reset();
  sns.reset();
});

describe('dynamoAlertStore', () => {
  const store = dynamoAlertStore({
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ region })),
    tableName: 'incidents',
  });
  const key = { incidentId: 'SOS-7KQ2MD9F', tier: 1 };
  const times = { now: 1_000_000, until: 1_010_000 };
  const taken = new ConditionalCheckFailedException({ message: 'taken', $metadata: {} });

  it('claims an alert that is new or whose claim is over', async () => {
    dynamo.on(UpdateCommand).resolves({});

    expect(await store.claim(key, times)).toBe('claimed');

    expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      TableName: 'incidents',
      Key: { incidentId: 'SOS-7KQ2MD9F', record: 'alert#1' },
      ConditionExpression: 'attribute_not_exists(#status) OR (#status = :claimed AND claimedUntil <= :now)',
      ExpressionAttributeValues: { ':claimed': 'claimed', ':until': 1_010_000, ':now': 1_000_000 },
    });
  });

  it.each(['sent', 'claimed'] as const)('tells a %s alert from the other', async (status) => {
    dynamo.on(UpdateCommand).rejects(taken);
    dynamo.on(GetCommand, { ConsistentRead: true }).resolves({ Item: { status } });

    expect(await store.claim(key, times)).toBe(status === 'sent' ? 'sent' : 'busy');
  });

  it('tells that the topic took the alert from a caller that died', async () => {
    dynamo.on(UpdateCommand).resolves({ Attributes: { takenAt: 7, messageId: 'message-1' } });

    expect(await store.claim(key, times)).toEqual({ takenAt: 7, messageId: 'message-1' });
  });

  it('notes what the topic took where nobody has marked it as sent', async () => {
    dynamo.on(UpdateCommand).rejects(taken);

    await store.noteTaken(key, { takenAt: 7, messageId: 'message-1' });

    expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      Key: { incidentId: 'SOS-7KQ2MD9F', record: 'alert#1' },
      ConditionExpression: '#status = :claimed',
      ExpressionAttributeValues: { ':claimed': 'claimed', ':takenAt': 7, ':messageId': 'message-1' },
    });
  });

  it('marks an alert as sent', async () => {
    dynamo.on(UpdateCommand).resolves({});

    await store.markSent(key, 5);

    expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      Key: { incidentId: 'SOS-7KQ2MD9F', record: 'alert#1' },
      ExpressionAttributeValues: { ':sent': 'sent', ':sentAt': 5 },
    });
  });

  it('lets any other error through', async () => {
    dynamo.on(UpdateCommand).rejects(new Error('throttled'));

    await expect(store.claim(key, times)).rejects.toThrow('throttled');
  });
});

describe('snsAlertSender', () => {
  const sender = snsAlertSender({
    client: new SNSClient({ region }),
    topicArns: {
      sos: 'arn:sos',
      person: 'arn:match',
      plate: 'arn:match',
      device: 'arn:device',
      crowd: 'arn:match',
      loitering: 'arn:match',
    },
  });
  const text = { subject: 'SOS', sms: 'short', email: 'long' };
  const told = { incidentId: 'SOS-7KQ2MD9F', tier: 2, isRecovery: false };

  it('publishes a text for each channel with what subscriptions filter by', async () => {
    sns.on(PublishCommand).resolves({});

    await sender.send(addressed({ tier: 2, drill: true }), text, ['night'], told);

    expect(sns.commandCalls(PublishCommand)[0]?.args[0].input).toEqual({
      TopicArn: 'arn:sos',
      Subject: 'SOS',
      MessageStructure: 'json',
      Message: JSON.stringify({ default: 'long', sms: 'short', email: 'long' }),
      MessageAttributes: {
        kind: { DataType: 'String', StringValue: 'sos' },
        audience: { DataType: 'String', StringValue: 'drill-2' },
        site: { DataType: 'String.Array', StringValue: '["friendship-bridge"]' },
        agency: { DataType: 'String.Array', StringValue: '["all"]' },
        shift: { DataType: 'String.Array', StringValue: '["night"]' },
        tier: { DataType: 'Number', StringValue: '2' },
        drill: { DataType: 'String', StringValue: 'true' },
        alert: { DataType: 'String', StringValue: JSON.stringify(told) },
      },
    });
  });

  it('names the only agencies that may be told', async () => {
    sns.on(PublishCommand).resolves({});

    await sender.send(addressed({ kind: 'person', visibleTo: ['ตำรวจ', 'Clinic "A"'] }), text, [], told);

    const { agency } = sns.commandCalls(PublishCommand)[0]?.args[0].input.MessageAttributes ?? {};
    expect(JSON.parse(agency?.StringValue ?? '')).toEqual(['ตำรวจ', 'Clinic "A"']);
  });

  it.each([
    ['person', 'arn:match'],
    ['plate', 'arn:match'],
    ['device', 'arn:device'],
    ['crowd', 'arn:match'],
    ['loitering', 'arn:match'],
  ] as const)('publishes a %s alert to %s', async (kind, topicArn) => {
    sns.on(PublishCommand).resolves({});

    await sender.send(addressed({ kind }), text, [], told);

    expect(sns.commandCalls(PublishCommand)[0]?.args[0].input.TopicArn).toBe(topicArn);
  });
});
