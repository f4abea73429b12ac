import { type DynamoDBDocumentClient, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { incidentOfItem } from '../../lambdas/incidents/dynamo-incident-store.ts';
import { type Incident, incidentState } from '../../lambdas/incidents/incident.ts';
import { probePoleId } from '../../lambdas/zone/names.ts';
import { incidentsByState, tableKeys, timeToLiveAttribute } from '../../lambdas/zone/records.ts';
import { factsOf, type IncidentFacts, type IncidentRecord } from './incident-facts.ts';

export interface IncidentFactsParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** Incidents opened from `from` to before `to`, and faults of before that lasted until `from` or longer; epoch ms. */
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

const { indexName, partitionKey, sortKey } = incidentsByState;
/** One query for each incident; more at once gain nothing on one line. */
const atOnce = 16;

/** The facts of all incidents that a report of the period needs, whatever their state. */
export async function readIncidentFacts(params: IncidentFactsParams): Promise<readonly IncidentFacts[]> {
  const found = await Promise.all(
    incidentState.options.flatMap((state) => [queryPeriod(params, state), queryOlderFaults(params, state)]),
  );
  // Whoever moves an incident while this reads may make it appear in two states.
  const incidents = [...new Map(found.flat().map((one) => [one.incidentId, one])).values()].filter(
    ({ deviceId }) => deviceId !== probePoleId,
  );
  const facts: IncidentFacts[] = [];
  for (let i = 0; i < incidents.length; i += atOnce) {
    const some = incidents.slice(i, i + atOnce);
    facts.push(...(await Promise.all(some.map(async (one) => factsOf(one, await readRecords(params, one))))));
  }
  return facts;
}

function queryPeriod(params: IncidentFactsParams, state: string): Promise<readonly Incident[]> {
  return query(params, {
    KeyConditionExpression: '#state = :state AND #openedAt BETWEEN :from AND :last',
    ExpressionAttributeNames: { '#state': partitionKey, '#openedAt': sortKey },
    ExpressionAttributeValues: { ':state': state, ':from': params.from, ':last': params.to - 1 },
  });
}

/** Faults that were there when the period began. One that an operator closed before is known by its device alone. */
function queryOlderFaults(params: IncidentFactsParams, state: string): Promise<readonly Incident[]> {
  return query(params, {
    KeyConditionExpression: '#state = :state AND #openedAt < :from',
    FilterExpression: '#kind = :device AND (attribute_not_exists(closedAt) OR closedAt >= :from)',
    ExpressionAttributeNames: { '#state': partitionKey, '#openedAt': sortKey, '#kind': 'kind' },
    ExpressionAttributeValues: { ':state': state, ':from': params.from, ':device': 'device' },
  });
}

interface PeriodQuery {
  readonly KeyConditionExpression: string;
  readonly FilterExpression?: string;
  readonly ExpressionAttributeNames: Record<string, string>;
  readonly ExpressionAttributeValues: Record<string, unknown>;
}

async function query({ client, tableName, now }: IncidentFactsParams, asked: PeriodQuery) {
  const found: Incident[] = [];
  const pages = paginateQuery({ client }, { TableName: tableName, IndexName: indexName, ...asked });
  for await (const { Items = [] } of pages) {
    // DynamoDB deletes what expired within days, not at once.
    const kept = Items.filter((item) => Number(item[timeToLiveAttribute]) * 1000 > now);
    found.push(...kept.map(incidentOfItem));
  }
  return found;
}

const { partitionKey: incidentKey } = tableKeys.incidents;

async function readRecords(
  { client, tableName }: IncidentFactsParams,
  { incidentId }: Incident,
): Promise<readonly IncidentRecord[]> {
  const records: IncidentRecord[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: '#key = :id',
      ExpressionAttributeNames: { '#key': incidentKey },
      ExpressionAttributeValues: { ':id': incidentId },
    },
  );
  for await (const { Items = [] } of pages) records.push(...Items);
  return records;
}
