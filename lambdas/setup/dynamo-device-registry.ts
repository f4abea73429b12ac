import { DeleteCommand, type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import type { DeviceRegistry } from './device-registry.ts';

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
    async put(item) {
      await client.send(new PutCommand({ TableName: tableName, Item: item }));
    },
    async remove(kind, id) {
      await client.send(new DeleteCommand({ TableName: tableName, Key: { kind, id } }));
    },
  };
}
