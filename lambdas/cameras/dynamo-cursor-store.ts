import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { type CameraState, cameraState, emptyState } from './camera-state.ts';
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
  { cameraId, owner, now, until, startAt }: LeaseParams,
): Promise<'busy' | CameraState> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: keyOf(cameraId),
        UpdateExpression:
          'SET leaseOwner = :owner, leaseUntil = :until, watchedTo = if_not_exists(watchedTo, :startAt)',
        ConditionExpression: 'attribute_not_exists(leaseUntil) OR leaseUntil < :now OR leaseOwner = :owner',
        ExpressionAttributeValues: { ':owner': owner, ':until': until, ':now': now, ':startAt': startAt },
        ReturnValues: 'ALL_NEW',
      }),
    );
    const isNew = Attributes?.state === undefined;
    return isNew ? emptyState(Number(Attributes?.watchedTo)) : cameraState.parse(Attributes.state);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'busy';
    throw error;
  }
}

async function advance(
  { client, tableName }: DynamoCursorStoreParams,
  { cameraId, owner, watchedTo, state }: AdvanceParams,
): Promise<void> {
  try {
    // A put without the lease's attributes gives the lease back.
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...keyOf(cameraId), watchedTo: state.watchedTo, state },
        ConditionExpression: 'leaseOwner = :owner AND watchedTo = :watchedTo',
        ExpressionAttributeValues: { ':owner': owner, ':watchedTo': watchedTo },
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
