import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import {
  DeleteCommand,
  GetCommand,
  PutCommand,
  paginateQuery,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import { type DynamoPollParams, findRound, pollScopes } from './dynamo-poll-store.ts';
import { type PollAnswer, pollAnswer } from './poll-answer.ts';
import { pollRound } from './poll-round.ts';
import type { PollKeeper, PollReader } from './poll-store.ts';

/** What results are made of. */
export function dynamoPollReader(params: DynamoPollParams): PollReader {
  return {
    rounds: async () => {
      const current = await currentRound(params);
      const items = await queryAll(params, pollScopes.rounds);
      return items
        .map(({ round, closedAt, codesIssued = 0 }) => {
          const parsed = pollRound.parse(round);
          const isOpen = current === parsed.roundId;
          return {
            round: parsed,
            closedAt: typeof closedAt === 'number' && !isOpen ? closedAt : undefined,
            codesIssued: Number(codesIssued),
            isOpen,
          };
        })
        .sort((a, b) => a.round.openedAt - b.round.openedAt);
    },
    answers: async (roundId) => (await queryAll(params, pollScopes.answers(roundId))).map(answerOfItem),
  };
}

/** Opens and closes rounds too. */
export function dynamoPollKeeper(params: DynamoPollParams): PollKeeper {
  const { client, tableName: TableName } = params;
  return {
    ...dynamoPollReader(params),
    add: async (round) => {
      const Item = { scope: pollScopes.rounds, record: round.roundId, round, codesIssued: 0 };
      const isNew = await holds(
        client.send(
          new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(#r)', ...names }),
        ),
      );
      return isNew ? round : ((await findRound(params, round.roundId)) ?? round);
    },
    makeCurrent: async (roundId) => {
      const round = await findRound(params, roundId);
      const Item = { ...pollScopes.current, roundId, openedAt: round?.openedAt };
      const isOurs = await holds(
        client.send(
          new PutCommand({ TableName, Item, ConditionExpression: 'attribute_not_exists(#r)', ...names }),
        ),
      );
      return isOurs ? roundId : ((await currentRound(params)) ?? roundId);
    },
    close: async (roundId, at) => {
      const wasOpen = await holds(
        client.send(
          new DeleteCommand({
            TableName,
            Key: pollScopes.current,
            ConditionExpression: 'roundId = :round',
            ExpressionAttributeValues: { ':round': roundId },
          }),
        ),
      );
      if (wasOpen) await setClosed(params, roundId, at);
      return wasOpen;
    },
    takeCodes: (roundId, count, most) => takeCodes(params, roundId, count, most),
  };
}

const names = { ExpressionAttributeNames: { '#r': 'record' } } as const;

async function currentRound({ client, tableName }: DynamoPollParams): Promise<string | undefined> {
  const Key = pollScopes.current;
  const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
  return Item === undefined ? undefined : String(Item.roundId);
}

async function setClosed({ client, tableName }: DynamoPollParams, roundId: string, at: number) {
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { scope: pollScopes.rounds, record: roundId },
      UpdateExpression: 'SET closedAt = :at',
      ConditionExpression: 'attribute_exists(#r)',
      ...names,
      ExpressionAttributeValues: { ':at': at },
    }),
  );
}

async function takeCodes(
  { client, tableName }: DynamoPollParams,
  roundId: string,
  count: number,
  most: number,
): Promise<number | undefined> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { scope: pollScopes.rounds, record: roundId },
        UpdateExpression: 'ADD codesIssued :count',
        ConditionExpression: 'attribute_exists(#r) AND codesIssued <= :last',
        ...names,
        ExpressionAttributeValues: { ':count': count, ':last': most - count },
        ReturnValues: 'UPDATED_OLD',
      }),
    );
    return Number(Attributes?.codesIssued ?? 0);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}

/** Whether a conditional write went through. */
async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    throw error;
  }
}

async function queryAll(
  { client, tableName }: DynamoPollParams,
  scope: string,
): Promise<readonly Record<string, unknown>[]> {
  const query: QueryCommandInput = {
    TableName: tableName,
    KeyConditionExpression: '#scope = :scope',
    ExpressionAttributeNames: { '#scope': 'scope' },
    ExpressionAttributeValues: { ':scope': scope },
  };
  const items: Record<string, unknown>[] = [];
  for await (const page of paginateQuery({ client }, query)) items.push(...(page.Items ?? []));
  return items;
}

function answerOfItem(item: Record<string, unknown>): PollAnswer {
  const { scope: _, record: __, [timeToLiveAttribute]: ___, ...answer } = item;
  return pollAnswer.parse(answer);
}
