import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { cameraState } from './camera-state.ts';
import { type AdvanceParams, CursorLostError, type CursorStore, type LeaseParams } from './cursor-store.ts';

export interface DynamoCursorStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/**
 * One registry item per camera: `leaseOwner`, `leaseUntil`, `watchedTo` (repeated beside the state, for conditions)
 * and `state`.
 */
export function dynamoCursorStore(params: DynamoCursorStoreParams): CursorStore {
  return {
    lease: (lease) => takeLease(params, lease),
    advance: (move) => advance(params, move),
    release: (lease) => release(params, lease),
  };
}

const keyOf = (cameraId: string) => ({ kind: 'cursor', id: cameraId });

async function takeLease(
  { client, tableName }: DynamoCursorStoreParams,
  { cameraId, owner, now, until }: LeaseParams,
) {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: keyOf(cameraId),
        UpdateExpression: 'SET leaseOwner = :owner, leaseUntil = :until',
        ConditionExpression: 'attribute_not_exists(leaseUntil) OR leaseUntil < :now OR leaseOwner = :owner',
        ExpressionAttributeValues: { ':owner': owner, ':until': until, ':now': now },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const stored = Attributes?.state;
    return { state: stored === undefined ? undefined : cameraState.parse(stored) };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'busy';
    throw error;
  }
}

async function advance(
  { client, tableName }: DynamoCursorStoreParams,
  { cameraId, owner, watchedTo, state }: AdvanceParams,
): Promise<void> {
  const stands = watchedTo === undefined ? 'attribute_not_exists(watchedTo)' : 'watchedTo = :watchedTo';
  try {
    // A put without the lease's attributes gives the lease back.
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...keyOf(cameraId), watchedTo: state.watchedTo, state },
        ConditionExpression: `leaseOwner = :owner AND ${stands}`,
        ExpressionAttributeValues: {
          ':owner': owner,
          ...(watchedTo === undefined ? {} : { ':watchedTo': watchedTo }),
        },
      }),
    );
  } catch (cause) {
    if (!(cause instanceof ConditionalCheckFailedException)) throw cause;
    throw new CursorLostError(`camera ${cameraId} was taken over while it was watched`, { cause });
  }
}

async function release(
  { client, tableName }: DynamoCursorStoreParams,
  { cameraId, owner }: { readonly cameraId: string; readonly owner: string },
): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: keyOf(cameraId),
        UpdateExpression: 'REMOVE leaseOwner, leaseUntil',
        ConditionExpression: 'leaseOwner = :owner',
        ExpressionAttributeValues: { ':owner': owner },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
