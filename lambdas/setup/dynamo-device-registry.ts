import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { DeviceRegistry } from './device-registry.ts';

/** The monthly report reads it: without it nobody could tell a device without faults from one that was not there. */
const sinceKind = 'since';

/** No more than is needed: the settings of an older version must not stop a deployment. */
const keptStrangers = z.object({
  settings: z.object({ id: z.string(), rekognitionRegion: z.string(), strangers: z.object({}) }),
});

export function dynamoDeviceRegistry(client: DynamoDBDocumentClient, tableName: string): DeviceRegistry {
  return {
    async idsOf(kind) {
      const ids: string[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          KeyConditionExpression: '#kind = :kind',
          ProjectionExpression: 'id',
          ExpressionAttributeNames: { '#kind': 'kind' },
          ExpressionAttributeValues: { ':kind': kind },
        },
      );
      for await (const page of pages) ids.push(...(page.Items ?? []).map((item) => String(item.id)));
      return ids;
    },
    async strangersBefore() {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { kind: 'zone', id: 'settings' }, ConsistentRead: true }),
      );
      const kept = keptStrangers.safeParse(Item).data?.settings;
      return kept && { zoneId: kept.id, rekognitionRegion: kept.rekognitionRegion };
    },
    async put(item) {
      await client.send(new PutCommand({ TableName: tableName, Item: item }));
    },
    async keepSince(id, at) {
      const Item = { kind: sinceKind, id, at };
      const ConditionExpression = 'attribute_not_exists(id)';
      try {
        await client.send(new PutCommand({ TableName: tableName, Item, ConditionExpression }));
      } catch (error) {
        if (!(error instanceof ConditionalCheckFailedException)) throw error;
      }
    },
    async remove(kind, id) {
      await client.send(new DeleteCommand({ TableName: tableName, Key: { kind: sinceKind, id } }));
      await client.send(new DeleteCommand({ TableName: tableName, Key: { kind, id } }));
    },
  };
}
