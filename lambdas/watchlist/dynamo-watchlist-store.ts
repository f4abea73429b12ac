import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
  type QueryCommandInput,
} from '@aws-sdk/lib-dynamodb';
import {
  type PlateEntry,
  patternPrefix,
  personEntry,
  plateEntry,
  plateEntryPrefix,
  type WatchlistEntry,
} from './watchlist-entry.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface DynamoWatchlistStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** The watchlist in DynamoDB; the fields of an entry are the item's attributes. */
export function dynamoWatchlistStore(params: DynamoWatchlistStoreParams): WatchlistStore {
  const { client, tableName: TableName } = params;
  return {
    findPlates: (plate) => queryPlates(params, plateEntryPrefix(plate)),
    findPatterns: () => queryPlates(params, patternPrefix),
    listPlates: () => queryPlates(params, ''),
    findPerson: async (entryId) => {
      const { Item } = await client.send(new GetCommand({ TableName, Key: { kind: 'person', entryId } }));
      return Item === undefined ? undefined : personEntry.parse(Item);
    },
    list: async () => [
      ...(await query(params, 'person', '')).map((item) => personEntry.parse(item)),
      ...(await queryPlates(params, '')),
    ],
    put: async (entry) => {
      await client.send(new PutCommand({ TableName, Item: entry }));
    },
    remove: async (kind, entryId) => {
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName, Key: { kind, entryId }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes === undefined ? 'absent' : 'removed';
    },
  };
}

async function queryPlates(
  params: DynamoWatchlistStoreParams,
  prefix: string,
): Promise<readonly PlateEntry[]> {
  return (await query(params, 'plate', prefix)).map((item) => plateEntry.parse(item));
}

async function query(
  { client, tableName }: DynamoWatchlistStoreParams,
  kind: WatchlistEntry['kind'],
  entryPrefix: string,
): Promise<readonly Record<string, unknown>[]> {
  const input: QueryCommandInput = {
    TableName: tableName,
    KeyConditionExpression:
      entryPrefix === '' ? '#kind = :kind' : '#kind = :kind AND begins_with(#entryId, :prefix)',
    ExpressionAttributeNames: { '#kind': 'kind', ...(entryPrefix === '' ? {} : { '#entryId': 'entryId' }) },
    ExpressionAttributeValues: { ':kind': kind, ...(entryPrefix === '' ? {} : { ':prefix': entryPrefix }) },
  };
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateQuery({ client }, input)) items.push(...(page.Items ?? []));
  return items;
}
