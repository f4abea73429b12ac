import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb';
import { backlog } from './backlog.ts';
import type { BacklogStore } from './backlog-store.ts';
import { CursorLostError } from './cursor-store.ts';
import { cursorKey, type DynamoCursorStoreParams } from './dynamo-cursor-store.ts';

/**
 * In the camera's cursor item, so that one write both leaves video behind and moves the live cursor: the list
 * `backlog`, its lease `backlogOwner` and `backlogUntil`, and `backlogAskedUntil`.
 */
export function dynamoBacklogStore({ client, tableName }: DynamoCursorStoreParams): BacklogStore {
  const update = (cameraId: string, input: Omit<UpdateCommandInput, 'TableName' | 'Key'>) =>
    client.send(new UpdateCommand({ TableName: tableName, Key: cursorKey(cameraId), ...input }));
  return {
    lease: async ({ cameraId, owner, now, until, askedUntil }) => {
      const leased = await unlessRefused(
        update(cameraId, {
          UpdateExpression:
            'SET backlogOwner = :owner, backlogUntil = :until, backlogAskedUntil = :askedUntil',
          ConditionExpression:
            'attribute_exists(backlog[0]) AND (attribute_not_exists(backlogUntil) OR backlogUntil < :now OR backlogOwner = :owner)',
          ExpressionAttributeValues: {
            ':owner': owner,
            ':until': until,
            ':now': now,
            ':askedUntil': askedUntil,
          },
          ReturnValues: 'ALL_NEW',
        }),
      );
      return leased && backlog.parse(leased.Attributes?.backlog?.[0]);
    },
    advance: async ({ cameraId, owner, watchedTo, state }) => {
      const moved = await unlessRefused(
        update(cameraId, {
          UpdateExpression: state === undefined ? 'REMOVE backlog[0]' : 'SET backlog[0].#state = :state',
          ConditionExpression: 'backlogOwner = :owner AND backlog[0].#state.watchedTo = :watchedTo',
          ExpressionAttributeNames: { '#state': 'state' },
          ExpressionAttributeValues: {
            ':owner': owner,
            ':watchedTo': watchedTo,
            ...(state && { ':state': state }),
          },
        }),
      );
      if (!moved) throw new CursorLostError(`the backlog of camera ${cameraId} was taken over`);
    },
    release: async ({ cameraId, owner }) => {
      await unlessRefused(
        update(cameraId, {
          UpdateExpression: 'REMOVE backlogOwner, backlogUntil',
          ConditionExpression: 'backlogOwner = :owner',
          ExpressionAttributeValues: { ':owner': owner },
        }),
      );
    },
    markAsked: async ({ cameraId, until }) => {
      await unlessRefused(
        update(cameraId, {
          UpdateExpression: 'SET backlogAskedUntil = :until',
          ConditionExpression: 'attribute_exists(backlog[0])',
          ExpressionAttributeValues: { ':until': until },
        }),
      );
    },
  };
}

async function unlessRefused<Result>(request: Promise<Result>): Promise<Result | undefined> {
  try {
    return await request;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
