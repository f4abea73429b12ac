import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  type DynamoDBDocumentClient,
  GetCommand,
  UpdateCommand,
  type UpdateCommandInput,
} from '@aws-sdk/lib-dynamodb';
import { poleStateOfItem, reportAttribute } from './dynamo-pole-state.ts';
import { type PoleConnection, versionMemoryMilliseconds } from './pole-connection.ts';
import type { PoleHealth } from './pole-health.ts';
import { type PoleState, type SeenPress, withPress } from './pole-state.ts';
import type { Kept, PoleStateStore } from './pole-state-store.ts';

export interface DynamoPoleStateStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Presses that were counted at the same time came first, again and again. */
export class PressCountBusyError extends Error {
  override readonly name = 'PressCountBusyError';
}

/** One registry item per pole (`pole-state`): the newest message of each kind with its time, and the pole's health. */
export function dynamoPoleStateStore(params: DynamoPoleStateStoreParams): PoleStateStore {
  return {
    keepHeartbeat: (poleId, { version: _, ...told }, at) => keepNewer(params, poleId, 'heartbeat', told, at),
    keepSelfTest: (poleId, { version: _, ...told }, at) => keepNewer(params, poleId, 'selfTest', told, at),
    keepReport: (poleId, fault, { at, ...told }) =>
      keepNewer(params, poleId, reportAttribute(fault), told, at),
    keepConnection: async (poleId, connection) =>
      (await update(params, poleId, connectionChange(connection))) === undefined ? 'outdated' : 'kept',
    countPress: (poleId, press) => countPress(params, poleId, press),
    forgetPresses: async (poleId, answer) => {
      await update(params, poleId, {
        UpdateExpression: 'SET presses = :answer ADD pressRevision :one',
        ExpressionAttributeValues: { ':answer': [answer], ':one': 1 },
      });
    },
    keepHealth: async (poleId, health) =>
      (await update(params, poleId, healthChange(health))) === undefined ? 'outdated' : 'kept',
    find: async (poleId) => poleStateOfItem(await read(params, poleId)),
  };
}

async function keepNewer(
  params: DynamoPoleStateStoreParams,
  poleId: string,
  subject: string,
  told: Readonly<Record<string, unknown>>,
  at: number,
): Promise<Kept> {
  const known = Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));
  const isHeartbeat = subject === 'heartbeat';
  const first = isHeartbeat ? ', firstHeartbeatAt = if_not_exists(firstHeartbeatAt, :at)' : '';
  const state = await update(params, poleId, {
    UpdateExpression: `SET #told = :told, #at = :at${first}`,
    ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
    ExpressionAttributeNames: { '#told': subject, '#at': `${subject}At` },
    ExpressionAttributeValues: { ':told': known, ':at': at },
  });
  return state === undefined ? { outcome: 'outdated' } : { outcome: 'kept', state };
}

/** `isLaterConnection` as a condition, so that of two events at once the later one stays. */
function connectionChange(connection: PoleConnection): Change {
  const { isConnected, versionNumber, at } = connection;
  const sameVersion = '#kept.versionNumber = :version AND #kept.isConnected = :true';
  const later = `#kept.versionNumber < :version${isConnected ? '' : ` OR (${sameVersion})`}`;
  return {
    UpdateExpression: 'SET #kept = :connection',
    ConditionExpression: `attribute_not_exists(#kept) OR #kept.#at < :before OR (#kept.#at <= :after AND (${later}))`,
    ExpressionAttributeNames: { '#kept': 'connection', '#at': 'at' },
    ExpressionAttributeValues: {
      ':connection': connection,
      ':version': versionNumber,
      ':before': at - versionMemoryMilliseconds,
      ':after': at + versionMemoryMilliseconds,
      ...(isConnected ? {} : { ':true': true }),
    },
  };
}

function healthChange(health: PoleHealth): Change {
  const isFirst = health.revision === 1;
  return {
    UpdateExpression: 'SET health = :health',
    ConditionExpression: isFirst
      ? 'attribute_not_exists(health)'
      : 'attribute_exists(health) AND health.revision = :before',
    ExpressionAttributeValues: {
      ':health': health,
      ...(isFirst ? {} : { ':before': health.revision - 1 }),
    },
  };
}

const mostTries = 5;

async function countPress(
  params: DynamoPoleStateStoreParams,
  poleId: string,
  press: SeenPress,
): Promise<PoleState> {
  for (let tries = 0; tries < mostTries; tries++) {
    const item = await read(params, poleId);
    const state = poleStateOfItem(item);
    const presses = withPress(state.presses, press);
    if (presses === state.presses) return state;
    const kept = await update(params, poleId, pressesChange(presses, Number(item?.pressRevision ?? 0)));
    if (kept !== undefined) return kept;
  }
  throw new PressCountBusyError(`${mostTries} other presses of ${poleId} were counted first`);
}

function pressesChange(presses: readonly SeenPress[], revision: number): Change {
  return {
    UpdateExpression: 'SET presses = :presses, pressRevision = :next',
    ConditionExpression: revision === 0 ? 'attribute_not_exists(pressRevision)' : 'pressRevision = :revision',
    ExpressionAttributeValues: {
      ':presses': presses,
      ':next': revision + 1,
      ...(revision === 0 ? {} : { ':revision': revision }),
    },
  };
}

async function read({ client, tableName }: DynamoPoleStateStoreParams, poleId: string) {
  const Key = { kind: 'pole-state', id: poleId };
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item;
}

type Change = Omit<UpdateCommandInput, 'TableName' | 'Key' | 'ReturnValues'>;

/** The state after a conditional write; `undefined` where the condition did not hold. */
async function update(
  { client, tableName }: DynamoPoleStateStoreParams,
  poleId: string,
  change: Change,
): Promise<PoleState | undefined> {
  const Key = { kind: 'pole-state', id: poleId };
  try {
    const written = await client.send(
      new UpdateCommand({ TableName: tableName, Key, ReturnValues: 'ALL_NEW', ...change }),
    );
    return poleStateOfItem(written.Attributes);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
