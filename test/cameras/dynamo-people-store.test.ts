import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { dynamoPeopleStore } from '../../lambdas/cameras/dynamo-people-store.ts';
import { firstMinute } from './make-people-minute.ts';

const dynamo = mockClient(DynamoDBDocumentClient);
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'ap-southeast-1' }));
const store = dynamoPeopleStore({ client, tableName: 'registry' });
beforeEach(() => dynamo.reset());

const count = { frames: 120, seen: 60, atOnce: 2, passed: 3, dwellSeconds: 30, headings: { N: 2 } };
const minuteAt = (number: number, fromMilliseconds = 0) => {
  const at = firstMinute + number * 60_000;
  return { at, from: at + fromMilliseconds, ...count };
};

describe('dynamoPeopleStore', () => {
  it('writes an attribute for each minute into the item of its hour, with an end', async () => {
    dynamo.on(UpdateCommand).resolves({});

    await store.save({
      cameraId: 'nk-cam-01',
      minutes: [minuteAt(59, 250), minuteAt(60)],
      retentionDays: 30,
    });

    expect(dynamo.commandCalls(UpdateCommand).map((call) => call.args[0].input)).toEqual([
      {
        TableName: 'registry',
        Key: { kind: 'people', id: 'nk-cam-01#2026-01-01T00' },
        UpdateExpression: 'SET #expiresAt = :expiresAt, m59_250 = :m59_250',
        ExpressionAttributeNames: { '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: {
          ':expiresAt': firstMinute / 1000 + 3_600 + 30 * 86_400,
          ':m59_250': count,
        },
      },
      {
        TableName: 'registry',
        Key: { kind: 'people', id: 'nk-cam-01#2026-01-01T01' },
        UpdateExpression: 'SET #expiresAt = :expiresAt, m00_0 = :m00_0',
        ExpressionAttributeNames: { '#expiresAt': 'expiresAt' },
        ExpressionAttributeValues: {
          ':expiresAt': firstMinute / 1000 + 7_200 + 30 * 86_400,
          ':m00_0': count,
        },
      },
    ]);
  });

  it('reads the minutes of the hours asked for and adds up the parts of one', async () => {
    const id = 'nk-cam-01#2026-01-01T00';
    const parts = { m07_30000: { ...count, atOnce: 5, headings: { N: 1, E: 1 } }, m07_0: count };
    dynamo
      .on(QueryCommand)
      .resolvesOnce({
        Items: [{ kind: 'people', id, expiresAt: 1, m09_0: count, ...parts }],
        LastEvaluatedKey: { id },
      })
      .resolves({ Items: [{ kind: 'people', id: 'nk-cam-01#2026-01-01T01', m00_0: count, m30_0: count }] });

    const to = firstMinute + 70 * 60_000;
    const minutes = await store.list({ cameraId: 'nk-cam-01', from: firstMinute + 60_000, to });

    expect(minutes).toEqual([
      {
        ...minuteAt(7),
        frames: 240,
        seen: 120,
        atOnce: 5,
        passed: 6,
        dwellSeconds: 60,
        headings: { N: 3, E: 1 },
      },
      minuteAt(9),
      minuteAt(60),
    ]);
    expect(dynamo.commandCalls(QueryCommand)[0]?.args[0].input.ExpressionAttributeValues).toEqual({
      ':kind': 'people',
      ':from': 'nk-cam-01#2026-01-01T00',
      ':to': 'nk-cam-01#2026-01-01T01',
    });
  });
});
