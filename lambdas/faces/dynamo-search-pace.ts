import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { intervalOf, type PaceRequest, type SearchPace } from './search-pace.ts';

export interface DynamoSearchPaceParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  readonly callsPerSecond: number;
}

const key = { kind: 'pace', id: 'face-search' };

/**
 * One registry item for all invocations: `nextAt`, the next free instant (the "theoretical arrival time" of GCRA:
 * https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm), without a burst.
 */
export function dynamoSearchPace(params: DynamoSearchPaceParams): SearchPace {
  return {
    reserve: async (request) => {
      if (request.now > request.latest) return undefined;
      // Both fail together only when somebody came between them, or when there is no instant; nextAt never goes back,
      // so a second round tells.
      const round = async () => (await takeNext(params, request)) ?? (await takeNow(params, request.now));
      return (await round()) ?? (await round());
    },
    pushBack: async (until) => {
      await update(params, {
        UpdateExpression: 'SET nextAt = :until',
        ConditionExpression: 'attribute_not_exists(nextAt) OR nextAt < :until',
        ExpressionAttributeValues: { ':until': until },
      });
    },
  };
}

/** The instant behind those that are taken. */
async function takeNext(
  params: DynamoSearchPaceParams,
  { now, latest }: PaceRequest,
): Promise<number | undefined> {
  const interval = intervalOf(params.callsPerSecond);
  const nextAt = await update(params, {
    UpdateExpression: 'SET nextAt = nextAt + :interval',
    ConditionExpression: 'nextAt BETWEEN :now AND :latest',
    ExpressionAttributeValues: { ':interval': interval, ':now': now, ':latest': latest },
  });
  return nextAt === undefined ? undefined : nextAt - interval;
}

/** This very instant, if nobody called for a while. */
async function takeNow(params: DynamoSearchPaceParams, now: number): Promise<number | undefined> {
  const nextAt = await update(params, {
    UpdateExpression: 'SET nextAt = :next',
    ConditionExpression: 'attribute_not_exists(nextAt) OR nextAt < :now',
    ExpressionAttributeValues: { ':next': now + intervalOf(params.callsPerSecond), ':now': now },
  });
  return nextAt === undefined ? undefined : now;
}

interface PaceUpdate {
  readonly UpdateExpression: string;
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Record<string, number>;
}

/** The new `nextAt`; undefined when the condition does not hold. */
async function update(
  { client, tableName }: DynamoSearchPaceParams,
  expressions: PaceUpdate,
): Promise<number | undefined> {
  try {
    const { Attributes } = await client.send(
      new UpdateCommand({ TableName: tableName, Key: key, ReturnValues: 'UPDATED_NEW', ...expressions }),
    );
    return Number(Attributes?.nextAt);
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return undefined;
    throw error;
  }
}
