import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoSightingIndex } from '../../lambdas/sightings/dynamo-sighting-index.ts';
import { dynamoSightingStore } from '../../lambdas/sightings/dynamo-sighting-store.ts';
import type { IndexKey } from '../../lambdas/sightings/sighting-index.ts';
import { makeFaceSighting, makePlateSighting } from './make-sighting.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
beforeEach(() => dynamo.reset());

const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-southeast-1' }));
const table = { client, tableName: 'sightings' };
const index = dynamoSightingIndex(table);
const params = { from: 1_000, to: 2_000, now: 5_500, pageSize: 20 };

async function walk(key: IndexKey, overrides: Partial<typeof params> = {}) {
  const ids: string[] = [];
  for await (const { sightingId } of index.walk(key, { ...params, ...overrides })) ids.push(sightingId);
  return ids;
}

const asked = () => dynamo.commandCalls(QueryCommand).map(({ args }) => args[0].input);

describe('dynamoSightingIndex', () => {
  it.each<[IndexKey, string, string, string]>([
    [{ by: 'digits', digits: '1234', rank: 1 }, 'by-digits-and-time', 'plateDigits', '1234'],
    [{ by: 'digits', digits: '1284', rank: 3 }, 'by-third-digits-and-time', 'plateDigits3', '1284'],
    [{ by: 'camera', cameraId: 'nk-cam-01' }, 'by-camera-and-time', 'cameraId', 'nk-cam-01'],
    [{ by: 'day', day: '2026-11-23' }, 'by-day-and-time', 'plateDay', '2026-11-23'],
  ])('queries %o newest first, without what expired', async (key, IndexName, attribute, value) => {
    dynamo.on(QueryCommand).resolves({ Items: [] });

    await walk(key);

    expect(asked()).toMatchObject([
      {
        TableName: 'sightings',
        IndexName,
        Limit: 20,
        ScanIndexForward: false,
        ExpressionAttributeNames: {
          '#key': attribute,
          '#lastSeenAt': 'lastSeenAt',
          '#expiresAt': 'expiresAt',
        },
        ExpressionAttributeValues: { ':key': value, ':from': 1_000, ':to': 2_000, ':now': 5 },
      },
    ]);
  });

  it('goes on behind each page, and gives sightings without what the indexes need', async () => {
    const item = {
      ...makePlateSighting(),
      plateDigits: '1234',
      plateDigits2: '1284',
      plateDay: '2026-11-23',
    };
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [item], LastEvaluatedKey: { sightingId: 'plate-1' } })
      .resolves({ Items: [] });

    expect(await walk({ by: 'day', day: '2026-11-23' })).toEqual(['plate-1']);

    expect(asked()).toHaveLength(2);
    expect(asked().at(-1)).toMatchObject({ ExclusiveStartKey: { sightingId: 'plate-1' } });
  });

  it('asks nothing when the time ends before it starts, which DynamoDB would refuse', async () => {
    expect(await walk({ by: 'day', day: '2026-11-23' }, { from: 3_000 })).toEqual([]);

    expect(asked()).toEqual([]);
  });
});

describe('dynamoSightingStore', () => {
  it('writes a plate in one request, under the day and each of its different digits', async () => {
    dynamo.on(PutCommand).resolves({});
    const { plate } = makePlateSighting();
    const candidates = [
      { letters: 'กข', digits: '1234', province: null, probability: 0.6 },
      { letters: 'กช', digits: '1234', province: null, probability: 0.2 },
      { letters: 'กข', digits: '1284', province: null, probability: 0.1 },
    ];

    await dynamoSightingStore(table).create(makePlateSighting({ plate: { ...plate, candidates } }));

    const [put, ...others] = dynamo.commandCalls(PutCommand).map(({ args }) => args[0].input.Item);
    expect(others).toEqual([]);
    expect(put).toMatchObject({ plateDigits: '1234', plateDigits2: '1284', plateDay: '2026-01-01' });
    expect(put).not.toHaveProperty('plateDigits3');
  });

  it('writes a face as it is: it stands in no index of plates', async () => {
    dynamo.on(PutCommand).resolves({});

    await dynamoSightingStore(table).create(makeFaceSighting());

    expect(dynamo.commandCalls(PutCommand)[0]?.args[0].input.Item).toEqual(makeFaceSighting());
  });
});
