import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import type { PollAnswer } from './poll-answer.ts';
import { type PollRound, pollRound } from './poll-round.ts';
import type { HourCount, PollStore } from './poll-store.ts';

export interface DynamoPollParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

export const pollScopes = {
  rounds: 'rounds',
  current: { scope: 'current', record: 'round' },
  answers: (roundId: string) => `answers#${roundId}`,
  counts: (roundId: string) => `counts#${roundId}`,
} as const;

/** Counts are for an hour; DynamoDB removes them within days. */
const countDays = 2;

/** What the page reads and writes: which round is open, its counts, and answers, which it adds and cannot list. */
export function dynamoPollStore(params: DynamoPollParams): PollStore {
  // A round never changes while its secret is the same; only which one is open is asked each time.
  let known: PollRound | undefined;
  return {
    current: async () => {
      const { client, tableName: TableName } = params;
      const Key = pollScopes.current;
      const { Item } = await client.send(new GetCommand({ TableName, Key, ConsistentRead: true }));
      if (Item === undefined) return undefined;
      if (known?.roundId !== Item.roundId || known?.openedAt !== Item.openedAt)
        known = await findRound(params, String(Item.roundId));
      return known;
    },
    count: (roundId, count) => addOne(params, roundId, count),
    keep: (answer, expiresAt) => keep(params, answer, expiresAt),
  };
}

/** Throws ZodError where something else lies there. */
export async function findRound(
  { client, tableName }: DynamoPollParams,
  roundId: string,
): Promise<PollRound | undefined> {
  const Key = { scope: pollScopes.rounds, record: roundId };
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item === undefined ? undefined : pollRound.parse(Item.round);
}

async function addOne(
  { client, tableName }: DynamoPollParams,
  roundId: string,
  { what, hour, most }: HourCount,
): Promise<boolean> {
  const expiresAt = Math.floor(Date.parse(`${hour}:00:00Z`) / 1000) + countDays * 86_400;
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { scope: pollScopes.counts(roundId), record: `${hour}#${what}` },
        UpdateExpression: 'ADD #n :one SET #expires = :expires',
        ConditionExpression: 'attribute_not_exists(#n) OR #n < :most',
        ExpressionAttributeNames: { '#n': 'count', '#expires': timeToLiveAttribute },
        ExpressionAttributeValues: { ':one': 1, ':most': most, ':expires': expiresAt },
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function keep(
  { client, tableName }: DynamoPollParams,
  answer: PollAnswer,
  expiresAt: number,
): Promise<'kept' | { readonly formId: string }> {
  const Key = { scope: pollScopes.answers(answer.roundId), record: answer.answerId };
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...answer, ...Key, [timeToLiveAttribute]: Math.floor(expiresAt / 1000) },
        ConditionExpression: 'attribute_not_exists(#record)',
        ExpressionAttributeNames: { '#record': 'record' },
      }),
    );
    return 'kept';
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return { formId: String(Item?.formId ?? '') };
}
