import { DeleteCommand, type DynamoDBDocumentClient, paginateScan } from '@aws-sdk/lib-dynamodb';
import { sightingOfItem } from './dynamo-sighting-store.ts';
import type { SightingEraser } from './sighting-eraser.ts';

export interface DynamoSightingEraserParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/**
 * Reads the whole table: no index names persons, and what stands at cameras that left the zone must go too. A scan
 * page is a megabyte, so a million sightings take some minutes.
 */
export function dynamoSightingEraser({ client, tableName }: DynamoSightingEraserParams): SightingEraser {
  return {
    all: async function* () {
      for await (const { Items = [] } of paginateScan({ client }, { TableName: tableName }))
        for (const item of Items) yield sightingOfItem(item);
    },
    erase: async (sightingId) => {
      await client.send(new DeleteCommand({ TableName: tableName, Key: { sightingId } }));
    },
  };
}
