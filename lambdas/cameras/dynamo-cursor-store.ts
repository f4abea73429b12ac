import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Backlog } from './backlog.ts';
import { cameraState, emptyState } from './camera-state.ts';
import {
  type AdvanceParams,
  CursorLostError,
  type CursorStore,
  type LeasedCamera,
  type LeaseParams,
} from './cursor-store.ts';

export interface DynamoCursorStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/**
 * One registry item per camera: `leaseOwner`, `leaseUntil`, `watchedTo` (repeated beside the state, for conditions)
 * and `state`; what lies behind it belongs to dynamo-backlog-store.ts.
 */
export function dynamoCursorStore(params: DynamoCursorStoreParams): CursorStore {
  return {
    lease: (lease) => takeLease(params, lease),
    advance: (step) => move(params, step, { change: 'REMOVE leaseOwner, leaseUntil', values: {} }),
    leaveBehind: ({ left, ...step }) => move(params, step, keep(left)),
    release: (lease) => release(params, lease),
  };
}

export const cursorKey = (cameraId: string) => ({ kind: 'cursor', id: cameraId });

async function takeLease(
  { client, tableName }: DynamoCursorStoreParams,
  { cameraId, owner, now, until, startAt }: LeaseParams,
): Promise<'busy' | LeasedCamera> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: cursorKey(cameraId),
        UpdateExpression:
          'SET leaseOwner = :owner, leaseUntil = :until, watchedTo = if_not_exists(watchedTo, :startAt)',
        ConditionExpression: 'attribute_not_exists(leaseUntil) OR leaseUntil < :now OR leaseOwner = :owner',
        ExpressionAttributeValues: { ':owner': owner, ':until': until, ':now': now, ':startAt': startAt },
        ReturnValues: 'ALL_NEW',
      }),
    );
    return toLeased(Attributes ?? {}, now);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'busy';
    throw error;
  }
}

function toLeased(item: Readonly<Record<string, unknown>>, now: number): LeasedCamera {
  const state = item.state === undefined ? emptyState(Number(item.watchedTo)) : cameraState.parse(item.state);
  const backlogCount = Array.isArray(item.backlog) ? item.backlog.length : 0;
  const heldUntil = Math.max(Number(item.backlogUntil ?? 0), Number(item.backlogAskedUntil ?? 0));
  return { state, backlogCount, isBacklogIdle: backlogCount > 0 && heldUntil < now };
}

interface Change {
  readonly change: string;
  readonly values: Readonly<Record<string, unknown>>;
}

function keep(left: Backlog): Change {
  return {
    change: ', backlog = list_append(if_not_exists(backlog, :none), :left)',
    values: { ':none': [], ':left': [left] },
  };
}

async function move(
  { client, tableName }: DynamoCursorStoreParams,
  { cameraId, owner, watchedTo, state }: AdvanceParams,
  { change, values }: Change,
): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: cursorKey(cameraId),
        UpdateExpression: `SET watchedTo = :to, #state = :state ${change}`,
        ConditionExpression: 'leaseOwner = :owner AND watchedTo = :watchedTo',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':owner': owner,
          ':watchedTo': watchedTo,
          ':to': state.watchedTo,
          ':state': state,
          ...values,
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
        Key: cursorKey(cameraId),
        UpdateExpression: 'REMOVE leaseOwner, leaseUntil',
        ConditionExpression: 'leaseOwner = :owner',
        ExpressionAttributeValues: { ':owner': owner },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}
