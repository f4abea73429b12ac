import { BatchGetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { DynamoBudgetStoreParams } from './dynamo-budget-store.ts';
import type { SpendingStore } from './spending-store.ts';

const budgetItem = z.object({ id: z.string(), paidCalls: z.number() });

/** DynamoDB takes no more keys at a time: three months of days. */
const mostKeys = 100;
const mostTries = 3;

/** Reads what dynamo-budget-store.ts counts. */
export function dynamoSpendingStore({ client, tableName }: DynamoBudgetStoreParams): SpendingStore {
  return {
    ofDays: async (days) => {
      const spent = new Map<string, number>();
      let keys: Record<string, unknown>[] = days.slice(0, mostKeys).map((id) => ({ kind: 'budget', id }));
      for (let tries = 0; tries < mostTries && keys.length > 0; tries++) {
        const RequestItems = { [tableName]: { Keys: keys } };
        const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems }));
        for (const { id, paidCalls } of (Responses?.[tableName] ?? []).map((item) => budgetItem.parse(item)))
          spent.set(id, paidCalls);
        keys = UnprocessedKeys?.[tableName]?.Keys ?? [];
      }
      return spent;
    },
    ofCameras: async (day) => {
      const spent = new Map<string, number>();
      const query = {
        TableName: tableName,
        KeyConditionExpression: '#kind = :kind AND begins_with(id, :day)',
        ExpressionAttributeNames: { '#kind': 'kind' },
        ExpressionAttributeValues: { ':kind': 'budget', ':day': `${day}#` },
      };
      for await (const { Items = [] } of paginateQuery({ client }, query)) {
        for (const { id, paidCalls } of Items.map((item) => budgetItem.parse(item)))
          spent.set(id.slice(day.length + 1), paidCalls);
      }
      return spent;
    },
  };
}
