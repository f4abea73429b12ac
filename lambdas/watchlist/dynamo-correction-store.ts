import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Correction, correction } from './correction.ts';
import type { CorrectionStore } from './correction-store.ts';

export interface DynamoCorrectionStoreParams {
  readonly client: DynamoDBDocumentClient;
  /** The watchlist's table: corrections are a kind of their own in it. */
  readonly tableName: string;
}

const kind = 'correction';

export function dynamoCorrectionStore({ client, tableName }: DynamoCorrectionStoreParams): CorrectionStore {
  return {
    put: async (each) => {
      await client.send(new PutCommand({ TableName: tableName, Item: each }));
    },
    list: async () => {
      const found: Correction[] = [];
      const ofKind = {
        TableName: tableName,
        KeyConditionExpression: '#kind = :kind',
        ExpressionAttributeNames: { '#kind': 'kind' },
        ExpressionAttributeValues: { ':kind': kind },
      };
      for await (const { Items = [] } of paginateQuery({ client }, ofKind)) {
        found.push(...Items.map((item) => correction.parse(item)));
      }
      return found;
    },
    remove: async (entryId) => {
      const { Attributes } = await client.send(
        new DeleteCommand({ TableName: tableName, Key: { kind, entryId }, ReturnValues: 'ALL_OLD' }),
      );
      return Attributes === undefined ? 'absent' : 'removed';
    },
  };
}
