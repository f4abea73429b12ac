import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import type { BudgetStore } from './budget-store.ts';

export interface DynamoBudgetStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Long enough to compare a month with its bill, and with the month before in a report. */
export const keptDays = 100;
const secondsPerDay = 86_400;

/** Two registry items a day: `2026-11-23` for the zone, `2026-11-23#nk-cam-01` for each camera that paid. */
export function dynamoBudgetStore(params: DynamoBudgetStoreParams): BudgetStore {
  return {
    spent: async ({ day, cameraId }) => {
      const [zone, camera] = await Promise.all([count(params, day), count(params, `${day}#${cameraId}`)]);
      return { zone, camera };
    },
    add: async ({ day, cameraId }, now) => {
      await Promise.all([addOne(params, day, now), addOne(params, `${day}#${cameraId}`, now)]);
    },
  };
}

async function count({ client, tableName }: DynamoBudgetStoreParams, id: string): Promise<number> {
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key: { kind: 'budget', id } }));
  return Number(Item?.paidCalls ?? 0);
}

async function addOne({ client, tableName }: DynamoBudgetStoreParams, id: string, now: number) {
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { kind: 'budget', id },
      UpdateExpression: 'ADD paidCalls :one SET #expiresAt = if_not_exists(#expiresAt, :expiresAt)',
      ExpressionAttributeNames: { '#expiresAt': timeToLiveAttribute },
      ExpressionAttributeValues: {
        ':one': 1,
        ':expiresAt': Math.floor(now / 1000) + keptDays * secondsPerDay,
      },
    }),
  );
}
