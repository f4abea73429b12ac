import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoIncidentStore } from '../../lambdas/incidents/dynamo-incident-store.ts';
import { sqsAlertQueue } from '../../lambdas/incidents/sqs-alert-queue.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

const region = 'ap-southeast-1';
const dynamo = mockClient(DynamoDBDocumentClient);
const sqs = mockClient(SQSClient);
beforeEach(() => {
  dynamo.reset();
  sqs.reset();
});

describe('dynamoIncidentStore', () => {
  const store = dynamoIncidentStore({
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ region })),
    tableName: 'incidents',
    retentionDays: async () => 30,
  });

  it('puts the incident beside its alerts, to be kept as long as the zone says, if its id is new', async () => {
    dynamo.on(PutCommand).resolves({});

    expect(await store.create(makeIncident({ subject: undefined }))).toBe('created');

    const { subject: _, ...stored } = makeIncident({ subject: undefined });
    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input).toEqual({
      TableName: 'incidents',
      Item: {
        ...stored,
        record: 'incident',
        expiresAt: Math.floor((pressedAt + 200) / 1000) + 30 * 86_400,
      },
      ConditionExpression: 'attribute_not_exists(incidentId)',
    });
  });

  it('says that an incident existed when the condition fails', async () => {
    dynamo.on(PutCommand).rejects(new ConditionalCheckFailedException({ message: 'there', $metadata: {} }));

    expect(await store.create(makeIncident())).toBe('existed');
  });

  it('lets any other error through', async () => {
    dynamo.on(PutCommand).rejects(new Error('throttled'));

    await expect(store.create(makeIncident())).rejects.toThrow('throttled');
  });

  it('finds an incident as it was put', async () => {
    dynamo
      .on(GetCommand)
      .resolves({ Item: { ...makeIncident(), record: 'incident', expiresAt: 1_800_000_000 } });

    expect(await store.find('SOS-7KQ2MD9F')).toEqual(makeIncident());
  });

  it('finds nothing under an unknown id', async () => {
    dynamo.on(GetCommand).resolves({});

    expect(await store.find('SOS-00000000')).toBeUndefined();
  });
});

describe('sqsAlertQueue', () => {
  const makeQueue = () =>
    sqsAlertQueue({
      client: new SQSClient({ region }),
      queueUrl: 'http://queue',
      escalationQueueUrl: 'http://escalation',
    });

  it('sends a check to the escalation queue after its delay', async () => {
    sqs.on(SendMessageCommand).resolves({});
    const check = { version: 1, incidentId: 'SOS-7KQ2MD9F', next: 1, askedAt: 5 } as const;

    await makeQueue().checkLater(check, 10);

    expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
      QueueUrl: 'http://escalation',
      MessageBody: JSON.stringify(check),
      DelaySeconds: 10,
    });
  });

  it('sends the message as JSON', async () => {
    sqs.on(SendMessageCommand).resolves({});
    const { incidentId, kind, drill, happenedAt, deviceId, place } = makeIncident();
    const message = {
      version: 1,
      incidentId,
      kind,
      tier: 1,
      drill,
      happenedAt,
      deviceId,
      place,
    } as const;

    await makeQueue().send(message);

    expect(sqs.commandCalls(SendMessageCommand)[0]?.args[0].input).toEqual({
      QueueUrl: 'http://queue',
      MessageBody: JSON.stringify(message),
    });
  });
});
