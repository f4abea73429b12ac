import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { OrphanStore } from './orphan-store.ts';

export interface DynamoOrphanStoreParams {
  readonly client: DynamoDBDocumentClient;
  /** The watchlist's table. */
  readonly tableName: string;
}

const Key = { kind: 'tending', entryId: 'orphans' } as const;
const item = z.object({ since: z.record(z.string(), z.int().min(0)) });

/** One item: its users are few and live for minutes. */
export function dynamoOrphanStore({ client, tableName }: DynamoOrphanStoreParams): OrphanStore {
  return {
    read: async () => {
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
      return Item === undefined ? {} : item.parse(Item).since;
    },
    write: async (since) => {
      await client.send(new PutCommand({ TableName: tableName, Item: { ...Key, since } }));
    },
  };
}
