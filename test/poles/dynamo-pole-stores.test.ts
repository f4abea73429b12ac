import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoPoleRegistry } from '../../lambdas/poles/dynamo-pole-registry.ts';
import { dynamoPoleStateStore } from '../../lambdas/poles/dynamo-pole-state-store.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { bridge } from './make-pole-envelope.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-southeast-1' }));
beforeEach(() => dynamo.reset());

describe('dynamoPoleRegistry', () => {
  const makeRegistry = (telemetry = memoryTelemetry()) =>
    dynamoPoleRegistry({ client, tableName: 'registry', telemetry, clock: () => 0 });

  it('reads the place of a pole', async () => {
    dynamo
      .on(GetCommand, { TableName: 'registry', Key: { kind: 'pole', id: 'nk-pole-01' } })
      .resolves({ Item: { kind: 'pole', id: 'nk-pole-01', place: bridge } });

    expect(await makeRegistry().findPlace('nk-pole-01')).toEqual(bridge);
  });

  it('knows no place of a pole without an item', async () => {
    dynamo.on(GetCommand).resolves({});

    expect(await makeRegistry().findPlace('nk-pole-01')).toBeUndefined();
  });

  it('takes an item of another form for none, and says so', async () => {
    const telemetry = memoryTelemetry();
    dynamo.on(GetCommand).resolves({ Item: { kind: 'pole', id: 'nk-pole-01', place: 'here' } });

    expect(await makeRegistry(telemetry).findPlace('nk-pole-01')).toBeUndefined();
    expect(telemetry.events()).toEqual([LogEvent.registryUnreadable]);
  });

  it('reads how long incidents are kept', async () => {
    dynamo
      .on(GetCommand, { Key: { kind: 'zone', id: 'settings' } })
      .resolves({ Item: { settings: { retention: { incidentDays: 90 } } } });

    expect(await makeRegistry().incidentDays()).toBe(90);
  });

  it('keeps incidents a year while the zone has no settings yet', async () => {
    dynamo.on(GetCommand).resolves({});

    expect(await makeRegistry().incidentDays()).toBe(365);
  });
});

describe('dynamoPoleStateStore', () => {
  const states = dynamoPoleStateStore({ client, tableName: 'registry' });

  it('writes a heartbeat only over an older one', async () => {
    dynamo.on(UpdateCommand).resolves({
      Attributes: { heartbeat: { batteryPercent: 80 }, heartbeatAt: 1000, firstHeartbeatAt: 900 },
    });

    expect(await states.keepHeartbeat('nk-pole-01', { version: 1, batteryPercent: 80 }, 1000)).toMatchObject({
      outcome: 'kept',
      state: { heartbeat: { told: { batteryPercent: 80 }, at: 1000 }, firstHeartbeatAt: 900 },
    });

    expect(dynamo.commandCalls(UpdateCommand)[0]?.args[0].input).toMatchObject({
      TableName: 'registry',
      Key: { kind: 'pole-state', id: 'nk-pole-01' },
      ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
      ExpressionAttributeNames: { '#told': 'heartbeat', '#at': 'heartbeatAt' },
      ExpressionAttributeValues: { ':told': { batteryPercent: 80 }, ':at': 1000 },
    });
  });

  it('calls a heartbeat outdated when the stored one is newer', async () => {
    dynamo
      .on(UpdateCommand)
      .rejects(new ConditionalCheckFailedException({ message: 'newer', $metadata: {} }));

    expect(await states.keepHeartbeat('nk-pole-01', { version: 1 }, 1000)).toEqual({ outcome: 'outdated' });
  });

  it('lets any other error through, so that the message comes back', async () => {
    dynamo.on(UpdateCommand).rejects(new Error('throttled'));

    await expect(
      states.keepSelfTest('nk-pole-01', { version: 1, testId: 'test-0001', passed: true }, 1),
    ).rejects.toThrow('throttled');
  });
});
