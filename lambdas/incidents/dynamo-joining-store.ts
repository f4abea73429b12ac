import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { tableKeys, timeToLiveAttribute } from '../zone/records.ts';
import { type Assignment, assignment as assignmentSchema, type JoinPointer, joinPointer } from './joining.ts';
import type { JoiningStore } from './joining-store.ts';

export interface DynamoJoiningStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** The TTL (epoch seconds) of what happened at a time (epoch ms). */
  readonly expiryOf: (at: number) => Promise<number>;
}

const { partitionKey, sortKey } = tableKeys.incidents;
const pointerRecord = 'current';

/**
 * Beside the incidents, in partitions that begin with `open#`: `current` holds the pointer, `cause#<causeId>` where an
 * event went. Both hold it under `value`, so that no index sees the state of the incident in it.
 */
export function dynamoJoiningStore(params: DynamoJoiningStoreParams): JoiningStore {
  const { expiryOf } = params;
  return {
    readPointer: async (key) => {
      const item = await read(params, key, pointerRecord);
      const rev = typeof item?.rev === 'number' ? item.rev : 0;
      return { rev, pointer: joinPointer.safeParse(item?.value).data };
    },
    swapPointer: async (key, rev, pointer) => {
      const expiresAt = await expiryOf(pointer.last.at);
      const condition = rev === 0 ? 'attribute_not_exists(rev)' : 'rev = :rev';
      const item = { record: pointerRecord, rev: pointer.rev, value: plain(pointer), expiresAt };
      const swapped = await putIf(params, key, item, condition, rev === 0 ? undefined : { ':rev': rev });
      return swapped ? 'swapped' : 'overtaken';
    },
    findAssignment: async (key, causeId) => {
      const item = await read(params, key, causeRecord(causeId));
      return assignmentSchema.safeParse(item?.value).data;
    },
    keepAssignment: async (key, assignment) => {
      const { rev, causeId, at } = assignment;
      const expiresAt = await expiryOf(at);
      const item = { record: causeRecord(causeId), rev, value: plain(assignment), expiresAt };
      await putIf(params, key, item, 'attribute_not_exists(rev) OR rev < :rev', { ':rev': rev });
    },
  };
}

const causeRecord = (causeId: string) => `cause#${causeId}`;

async function read({ client, tableName }: DynamoJoiningStoreParams, key: string, record: string) {
  const { Item } = await client.send(
    new GetCommand({
      TableName: tableName,
      Key: { [partitionKey]: key, [sortKey]: record },
      ConsistentRead: true,
    }),
  );
  return Item;
}

interface Record {
  readonly record: string;
  readonly rev: number;
  readonly value: JoinPointer | Assignment;
  readonly expiresAt: number;
}

async function putIf(
  { client, tableName }: DynamoJoiningStoreParams,
  key: string,
  { record, rev, value, expiresAt }: Record,
  condition: string,
  values?: Readonly<{ ':rev': number }>,
): Promise<boolean> {
  const Item = { [partitionKey]: key, [sortKey]: record, rev, value, [timeToLiveAttribute]: expiresAt };
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item,
        ConditionExpression: condition,
        ...(values === undefined ? {} : { ExpressionAttributeValues: values }),
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

/** DynamoDB stores no `undefined`, and an optional field may hold one. */
function plain<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T;
}
