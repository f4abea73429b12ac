import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { place } from '../zone/messages.ts';
import { poleStateOfItem } from './dynamo-pole-state.ts';
import type { ListedPole, PoleList } from './pole-registry.ts';

export interface DynamoPoleListParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const poleItem = z.object({ id: z.string().min(1), place });
const named = z.object({ id: z.string() });

/** Two queries, however many poles: those of the zone file, and what they last said. */
export function dynamoPoleList(params: DynamoPoleListParams): PoleList {
  return {
    list: async () => {
      const [poles, states] = await Promise.all([query(params, 'pole'), query(params, 'pole-state')]);
      const byId = new Map(states.map((item) => [named.parse(item).id, item]));
      return poles.map((item): ListedPole => {
        const pole = poleItem.parse(item);
        return { poleId: pole.id, place: pole.place, state: poleStateOfItem(byId.get(pole.id)) };
      });
    },
  };
}

async function query({ client, tableName }: DynamoPoleListParams, kind: 'pole' | 'pole-state') {
  const items: Record<string, unknown>[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: '#kind = :kind',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: { ':kind': kind },
    },
  );
  for await (const page of pages) items.push(...(page.Items ?? []));
  return items;
}
