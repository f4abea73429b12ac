import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  paginateQuery,
} from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import type { DeviceRegistry } from './device-registry.ts';

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
    async remove(kind, id) {
      await client.send(new DeleteCommand({ TableName: tableName, Key: { kind, id } }));
    },
  };
}
