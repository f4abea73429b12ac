import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { tableKeys, timeToLiveAttribute } from '../zone/records.ts';
import type { StrangerStore } from './stranger-store.ts';
import { type StrangerVisit, strangerVisit } from './stranger-visit.ts';

export interface DynamoStrangerStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

export function dynamoStrangerStore(params: DynamoStrangerStoreParams): StrangerStore {
  return {
    create: (visit) => create(params, visit),
    listByCamera: (cameraId, now) => listByCamera(params, cameraId, now),
  };
}

async function create(
  { client, tableName }: DynamoStrangerStoreParams,
  visit: StrangerVisit,
): Promise<'created' | 'existed'> {
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: visit,
        ConditionExpression: `attribute_not_exists(${tableKeys.strangers.partitionKey})`,
      }),
    );
    return 'created';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'existed';
    throw error;
  }
}

async function listByCamera(
  { client, tableName }: DynamoStrangerStoreParams,
  cameraId: string,
  now: number,
): Promise<readonly StrangerVisit[]> {
  const visits: StrangerVisit[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: '#camera = :camera',
      // TTL deletes up to days late (docs: "How it works: TTL"), so what expired is filtered here.
      FilterExpression: '#expiresAt > :now',
      ExpressionAttributeNames: {
        '#camera': tableKeys.strangers.partitionKey,
        '#expiresAt': timeToLiveAttribute,
      },
      ExpressionAttributeValues: { ':camera': cameraId, ':now': Math.floor(now / 1000) },
      ScanIndexForward: false,
    },
  );
  for await (const { Items = [] } of pages) visits.push(...Items.map((item) => strangerVisit.parse(item)));
  return visits;
}
