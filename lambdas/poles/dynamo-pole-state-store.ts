import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { PoleStateStore } from './pole-state-store.ts';

export interface DynamoPoleStateStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** One registry item per pole (`pole-state`): the newest heartbeat and the newest self-test, each with its time. */
export function dynamoPoleStateStore(params: DynamoPoleStateStoreParams): PoleStateStore {
  return {
    keepHeartbeat: (poleId, { version: _, ...told }, at) => keepNewer(params, poleId, 'heartbeat', told, at),
    keepSelfTest: (poleId, { version: _, ...told }, at) => keepNewer(params, poleId, 'selfTest', told, at),
  };
}

async function keepNewer(
  { client, tableName }: DynamoPoleStateStoreParams,
  poleId: string,
  subject: 'heartbeat' | 'selfTest',
  told: Readonly<Record<string, unknown>>,
  at: number,
): Promise<'kept' | 'outdated'> {
  const known = Object.entries(told).filter(([, value]) => value !== undefined);
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { kind: 'pole-state', id: poleId },
        UpdateExpression: 'SET #told = :told, #at = :at',
        ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
        ExpressionAttributeNames: { '#told': subject, '#at': `${subject}At` },
        ExpressionAttributeValues: { ':told': Object.fromEntries(known), ':at': at },
      }),
    );
    return 'kept';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'outdated';
    throw error;
  }
}
