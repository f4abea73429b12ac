import { type DynamoDBDocumentClient, paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { platesByDay, sightingsByCamera, sightingsByDigits, timeToLiveAttribute } from '../zone/records.ts';
import { sightingOfItem } from './dynamo-sighting-store.ts';
import type { Sighting } from './sighting.ts';
import type { IndexKey, SightingIndex, WalkParams } from './sighting-index.ts';

export interface DynamoSightingIndexParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** The sightings table's secondary indexes (docs/adr/0009). They follow the table within about a second. */
export function dynamoSightingIndex(params: DynamoSightingIndexParams): SightingIndex {
  return { walk: (key, walk) => walkIndex(params, key, walk) };
}

async function* walkIndex(
  { client, tableName }: DynamoSightingIndexParams,
  key: IndexKey,
  { from, to, now, pageSize }: WalkParams,
): AsyncGenerator<Sighting> {
  const { index, value } = indexOf(key);
  const input: QueryCommandInput = {
    TableName: tableName,
    IndexName: index.indexName,
    KeyConditionExpression: '#key = :key AND #lastSeenAt BETWEEN :from AND :to',
    // TTL deletes up to days late (docs: "How it works: TTL"), so what expired is filtered here.
    FilterExpression: '#expiresAt > :now',
    ExpressionAttributeNames: {
      '#key': index.partitionKey,
      '#lastSeenAt': index.sortKey,
      '#expiresAt': timeToLiveAttribute,
    },
    ExpressionAttributeValues: { ':key': value, ':from': from, ':to': to, ':now': Math.floor(now / 1000) },
    ScanIndexForward: false,
  };
  // BETWEEN refuses a range that ends before it starts.
  if (from > to) return;
  for await (const { Items = [] } of paginateQuery({ client, pageSize }, input))
    for (const item of Items) yield sightingOfItem(item);
}

interface Keys {
  readonly indexName: string;
  readonly partitionKey: string;
  readonly sortKey: string;
}

function indexOf(key: IndexKey): { readonly index: Keys; readonly value: string } {
  if (key.by === 'camera') return { index: sightingsByCamera, value: key.cameraId };
  if (key.by === 'day') return { index: platesByDay, value: key.day };
  const index = sightingsByDigits[key.rank - 1];
  if (index === undefined) throw new RangeError(`there is no index of digits ${key.rank}`);
  return { index, value: key.digits };
}
