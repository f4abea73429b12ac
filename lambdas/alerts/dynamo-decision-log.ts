import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { type Decision, decisionRecordOf, decision as decisionSchema } from '../zone/decision.ts';
import { tableKeys, timeToLiveAttribute } from '../zone/records.ts';
import type { DecisionLog } from './decision-log.ts';

export interface DynamoDecisionLogParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** `retention.incidentDays` of the zone file. */
  readonly retentionDays: () => Promise<number>;
}

const { partitionKey, sortKey } = tableKeys.incidents;
const secondsPerDay = 86_400;

/** Decisions lie beside their incident in the incidents table; those of a sighting under the sighting's id. */
export function dynamoDecisionLog({
  client,
  tableName,
  retentionDays,
}: DynamoDecisionLogParams): DecisionLog {
  return {
    keep: async (decision) => {
      const { about, ...fields } = decision;
      const expiresAt = Math.floor(decision.at / 1000) + (await retentionDays()) * secondsPerDay;
      const keys = { [partitionKey]: about, [sortKey]: decisionRecordOf(decision) };
      const item = { ...withoutUndefined(fields), ...keys, [timeToLiveAttribute]: expiresAt };
      await client.send(new PutCommand({ TableName: tableName, Item: item }));
    },
    list: async (about) => {
      const pages = paginateQuery(
        { client },
        {
          TableName: tableName,
          KeyConditionExpression: '#key = :about AND begins_with(#record, :decision)',
          ExpressionAttributeNames: { '#key': partitionKey, '#record': sortKey },
          ExpressionAttributeValues: { ':about': about, ':decision': 'decision#' },
          ConsistentRead: true,
        },
      );
      const decisions: Decision[] = [];
      for await (const { Items = [] } of pages) decisions.push(...Items.flatMap(decisionOfItem));
      return decisions;
    },
  };
}

/** What a newer version wrote must not hide the others. */
function decisionOfItem(item: Readonly<Record<string, unknown>>): readonly Decision[] {
  const { [partitionKey]: about, [sortKey]: _, [timeToLiveAttribute]: __, ...fields } = item;
  const parsed = decisionSchema.safeParse({ ...fields, about });
  return parsed.success ? [parsed.data] : [];
}

function withoutUndefined(item: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
}
