import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import { type Incident, type IncidentState, incident as incidentSchema, statesBefore } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';

export interface DynamoIncidentStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** `retention.incidentDays` of the zone file. */
  readonly retentionDays: () => Promise<number>;
}

/** Sort key of the incident itself; its alerts and clips lie beside it. */
const incidentRecord = 'incident';
const secondsPerDay = 86_400;

export function dynamoIncidentStore(params: DynamoIncidentStoreParams): IncidentStore {
  return {
    create: (incident) => create(params, incident),
    move: (incidentId, to) => move(params, incidentId, to),
    find: (incidentId) => find(params, incidentId),
  };
}

async function create(
  { client, tableName, retentionDays }: DynamoIncidentStoreParams,
  incident: Incident,
): Promise<'created' | 'existed'> {
  const expiresAt = Math.floor(incident.openedAt / 1000) + (await retentionDays()) * secondsPerDay;
  const item = { ...withoutUndefined(incident), record: incidentRecord, [timeToLiveAttribute]: expiresAt };
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: item,
        ConditionExpression: 'attribute_not_exists(incidentId)',
      }),
    );
    return 'created';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'existed';
    throw error;
  }
}

async function move(
  { client, tableName }: DynamoIncidentStoreParams,
  incidentId: string,
  to: IncidentState,
): Promise<'moved' | 'unmoved'> {
  const from = statesBefore(to).map((state, i) => [`:from${i}`, state] as const);
  if (from.length === 0) return 'unmoved';
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { incidentId, record: incidentRecord },
        UpdateExpression: 'SET #state = :to',
        ConditionExpression: `#state IN (${from.map(([name]) => name).join(', ')})`,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':to': to, ...Object.fromEntries(from) },
      }),
    );
    return 'moved';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'unmoved';
    throw error;
  }
}

async function find(
  { client, tableName }: DynamoIncidentStoreParams,
  incidentId: string,
): Promise<Incident | undefined> {
  const { Item } = await client.send(
    new GetCommand({
      TableName: tableName,
      Key: { incidentId, record: incidentRecord },
      ConsistentRead: true,
    }),
  );
  if (Item === undefined) return undefined;
  const { record: _, [timeToLiveAttribute]: __, ...stored } = Item;
  return incidentSchema.parse(stored);
}

/** DynamoDB stores no `undefined`, and an optional field may hold one. */
function withoutUndefined(incident: Incident): Incident {
  return JSON.parse(JSON.stringify(incident)) as Incident;
}
