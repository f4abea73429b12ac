import { CreateTableCommand, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { AlertStore } from '../../lambdas/alerts/alert-store.ts';
import { dynamoAlertStore } from '../../lambdas/alerts/dynamo-alert-store.ts';
import { dynamoIncidentStore } from '../../lambdas/incidents/dynamo-incident-store.ts';
import type { IncidentStore } from '../../lambdas/incidents/incident-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { startDynamoDb } from '../../sandbox/dynamodb.ts';
import { type FrontDoor, openFrontDoor } from '../../sandbox/front-door.ts';
import type { LocalService } from '../../sandbox/local-service.ts';
import { memoryAlertStore } from '../memory/alert-store.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { makeIncident, pressedAt } from './make-incident.ts';

const region = 'ap-southeast-1';
let engine: LocalService;
let door: FrontDoor;
let client: DynamoDBDocumentClient;

beforeAll(async () => {
  engine = await startDynamoDb({ region });
  door = await openFrontDoor({ port: 0, services: [engine] });
  const credentials = { accessKeyId: 'sandbox', secretAccessKey: 'sandbox' };
  client = DynamoDBDocumentClient.from(new DynamoDBClient({ region, endpoint: door.url, credentials }));
  await Promise.all([makeTable('incidents'), makeTable('registry')]);
});

afterAll(async () => {
  client.destroy();
  await door.close();
  await engine.close();
});

async function makeTable(name: 'incidents' | 'registry') {
  const { partitionKey, sortKey } = tableKeys[name];
  await client.send(
    new CreateTableCommand({
      TableName: name,
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: partitionKey, KeyType: 'HASH' },
        { AttributeName: sortKey, KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [partitionKey, sortKey].map((AttributeName) => ({
        AttributeName,
        AttributeType: 'S' as const,
      })),
    }),
  );
}

const somchai = { by: 'somchai', at: pressedAt + 60_000 };

describe.each<[string, () => IncidentStore]>([
  ['in memory', memoryIncidentStore],
  [
    'in DynamoDB',
    () => dynamoIncidentStore({ client, tableName: 'incidents', retentionDays: async () => 30 }),
  ],
])('an incident store %s', (_, makeStore) => {
  it('keeps the first of two incidents under one id', async () => {
    const store = makeStore();

    expect(await store.create(makeIncident({ state: 'acknowledged' }))).toBe('created');
    expect(await store.create(makeIncident({ state: 'open', openedAt: 1 }))).toBe('existed');

    expect(await store.find(makeIncident().incidentId)).toEqual(makeIncident({ state: 'acknowledged' }));
  });

  it('moves an incident on, but never back, nor one that nobody opened', async () => {
    const store = makeStore();
    const incident = makeIncident({ incidentId: 'DEV-7KQ2MD9F', kind: 'device' });
    await store.create(incident);

    expect(await store.move(incident.incidentId, 'acknowledged', somchai)).toBe('moved');
    expect(await store.move(incident.incidentId, 'resolved', somchai)).toBe('moved');
    expect(await store.move(incident.incidentId, 'acknowledged', somchai)).toBe('unmoved');
    expect(await store.move(incident.incidentId, 'open', somchai)).toBe('unmoved');
    expect(await store.move('DEV-00000000', 'resolved', somchai)).toBe('unmoved');

    expect(await store.find(incident.incidentId)).toEqual({
      ...{ ...incident, state: 'resolved' },
      ...{ acknowledgedAt: somchai.at, acknowledgedBy: 'somchai' },
      ...{ closedAt: somchai.at, closedBy: 'somchai' },
    });
  });

  it('finds nothing under an id that nobody used', async () => {
    expect(await makeStore().find('SOS-00000000')).toBeUndefined();
  });
});

describe.each<[string, () => AlertStore]>([
  ['in memory', memoryAlertStore],
  ['in DynamoDB', () => dynamoAlertStore({ client, tableName: 'incidents' })],
])('an alert store %s', (_, makeStore) => {
  it('lets one claim an alert at a time, until its time is over or the alert is sent', async () => {
    const store = makeStore();
    const key = { incidentId: 'SOS-7KQ2MD9F', tier: 1 };

    expect(await store.claim(key, { now: 1000, until: 2000 })).toBe('claimed');
    expect(await store.claim(key, { now: 1999, until: 2999 })).toBe('busy');
    expect(await store.claim(key, { now: 2000, until: 3000 })).toBe('claimed');
    await store.markSent(key, 2500);
    expect(await store.claim(key, { now: 9000, until: 9999 })).toBe('sent');
    expect(await store.claim({ ...key, tier: 2 }, { now: 9000, until: 9999 })).toBe('claimed');
    expect(await store.claim({ ...key, isRecovery: true }, { now: 9000, until: 9999 })).toBe('claimed');
  });

  it('lets one of many claim at the same time', async () => {
    const store = makeStore();
    const key = { incidentId: 'SOS-AAAAAAAA', tier: 1 };

    const claims = await Promise.all(
      Array.from({ length: 8 }, () => store.claim(key, { now: 1000, until: 2000 })),
    );

    expect(claims.filter((claim) => claim === 'claimed')).toHaveLength(1);
  });
});
