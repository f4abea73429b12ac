import { type DynamoDBDocumentClient, GetCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Camera, camera } from './camera.ts';
import type { CameraStore } from './camera-store.ts';

export interface DynamoCameraStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Cameras in the registry, as apply-zone keeps them. */
export function dynamoCameraStore({ client, tableName }: DynamoCameraStoreParams): CameraStore {
  return {
    list: async () => {
      const cameras: Camera[] = [];
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          KeyConditionExpression: '#kind = :kind',
          ExpressionAttributeNames: { '#kind': 'kind' },
          ExpressionAttributeValues: { ':kind': 'camera' },
        },
      );
      for await (const page of pages) cameras.push(...(page.Items ?? []).map((item) => camera.parse(item)));
      return cameras;
    },
    find: async (cameraId) => {
      const { Item } = await client.send(
        new GetCommand({ TableName: tableName, Key: { kind: 'camera', id: cameraId } }),
      );
      return Item === undefined ? undefined : camera.parse(Item);
    },
  };
}
