import { ConditionalCheckFailedException, DynamoDBClient } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { dynamoDeviceRegistry } from '../../lambdas/setup/dynamo-device-registry.ts';

const mock = mockClient(DynamoDBDocumentClient);
const registry = dynamoDeviceRegistry(DynamoDBDocumentClient.from(new DynamoDBClient({})), 'Registry');

it('lists the ids of a kind over all pages', async () => {
  mock
    .on(QueryCommand)
    .resolvesOnce({ Items: [{ id: 'a' }], LastEvaluatedKey: { kind: 'camera', id: 'a' } })
    .resolvesOnce({ Items: [{ id: 'b' }] });

  expect(await registry.idsOf('camera')).toEqual(['a', 'b']);
});

it('puts and removes rows under kind and id', async () => {
  mock.on(PutCommand).resolves({});
  mock.on(DeleteCommand).resolves({});
  const place = { siteId: 's', name: { th: 'ก', en: 'a' }, latitude: 17.9, longitude: 102.7 };

  await registry.put({ kind: 'pole', id: 'p', place });
  await registry.remove('pole', 'p');

  expect(mock.commandCalls(PutCommand)[0]?.args[0].input).toEqual({
    TableName: 'Registry',
    Item: { kind: 'pole', id: 'p', place },
  });
  expect(mock.commandCalls(DeleteCommand).map((call) => call.args[0].input.Key)).toEqual([
    { kind: 'since', id: 'p' },
    { kind: 'pole', id: 'p' },
  ]);
});

it('keeps since when a device stands in the zone file, the first time only', async () => {
  mock.reset();
  mock
    .on(PutCommand)
    .resolvesOnce({})
    .rejectsOnce(new ConditionalCheckFailedException({ message: 'exists', $metadata: {} }))
    .rejects(new Error('cut off'));

  await registry.keepSince('p', 1000);
  await registry.keepSince('p', 2000);

  expect(mock.commandCalls(PutCommand)[0]?.args[0].input).toMatchObject({
    Item: { kind: 'since', id: 'p', at: 1000 },
    ConditionExpression: 'attribute_not_exists(id)',
  });
  await expect(registry.keepSince('p', 3000)).rejects.toThrow('cut off');
});

it.each([
  { what: 'no zone', Item: undefined, expected: undefined },
  { what: 'a zone without', Item: { settings: { id: 'nk', rekognitionRegion: 'r' } }, expected: undefined },
  {
    what: 'a zone with, whatever else its version knew',
    Item: { settings: { id: 'nk', rekognitionRegion: 'r', strangers: { keepHours: 900, old: true } } },
    expected: { zoneId: 'nk', rekognitionRegion: 'r' },
  },
])('tells where strangers were kept by $what', async ({ Item, expected }) => {
  mock.on(GetCommand).resolves({ ...(Item && { Item }) });

  expect(await registry.strangersBefore()).toEqual(expected);
});
