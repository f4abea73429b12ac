import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import { dynamoJoiningStore } from './dynamo-joining-store.ts';
import { dynamoTimeline } from './dynamo-timeline.ts';
import {
  activeStates,
  type Incident,
  type IncidentState,
  incident as incidentSchema,
  type MovedState,
  moveFields,
  statesBefore,
} from './incident.ts';
import type { EventCount, IncidentStore, Mover } from './incident-store.ts';

export interface DynamoIncidentStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** `retention.incidentDays` of the zone file. */
  readonly retentionDays: () => Promise<number>;
}

/** Sort key of the incident itself; its steps, alerts and clips lie beside it. */
const incidentRecord = 'incident';
const secondsPerDay = 86_400;

export function dynamoIncidentStore(params: DynamoIncidentStoreParams): IncidentStore {
  const { client, tableName, retentionDays } = params;
  const expiryOf = async (at: number) => Math.floor(at / 1000) + (await retentionDays()) * secondsPerDay;
  const beside = { client, tableName, expiryOf };
  return {
    ...dynamoJoiningStore(beside),
    ...dynamoTimeline(beside),
    create: async (incident) => create(params, incident, await expiryOf(incident.openedAt)),
    move: (incidentId, to, mover) => move(params, incidentId, to, mover),
    find: (incidentId) => find(params, incidentId),
    markAlertAsked: async (incidentId, at) => {
      const condition = 'attribute_exists(incidentId) AND attribute_not_exists(alertAskedAt)';
      await update(params, incidentId, { change: 'alertAskedAt = :at', condition, values: { ':at': at } });
    },
    countEvent: (incidentId, event) => countEvent(params, incidentId, event),
    assign: async (incidentId, assignee) => {
      const { condition, values } = inState(activeStates);
      const change = { change: 'assignee = :assignee', values: { ...values, ':assignee': assignee } };
      return (await update(params, incidentId, { ...change, condition })) ? 'assigned' : 'unassigned';
    },
  };
}

async function create(
  { client, tableName }: DynamoIncidentStoreParams,
  incident: Incident,
  expiresAt: number,
): Promise<'created' | 'existed'> {
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
  params: DynamoIncidentStoreParams,
  incidentId: string,
  to: IncidentState,
  { by, at }: Mover,
): Promise<'moved' | 'unmoved'> {
  if (!isMoved(to)) return 'unmoved';
  const { condition, values } = inState(statesBefore(to));
  const fields = moveFields[to];
  const moved = await update(params, incidentId, {
    change: `#state = :to, ${fields.at} = :at, ${fields.by} = :by`,
    condition,
    values: { ...values, ':to': to, ':at': at, ':by': by },
  });
  return moved ? 'moved' : 'unmoved';
}

const isMoved = (state: IncidentState): state is MovedState => state !== 'open';

async function countEvent(
  params: DynamoIncidentStoreParams,
  incidentId: string,
  { of, count, at }: EventCount,
): Promise<'counted' | 'closed'> {
  const [counter, last] =
    of === 'press' ? (['pressCount', 'lastPressAt'] as const) : (['seenCount', 'lastSeenAt'] as const);
  const { condition, values } = inState(activeStates);
  const counted = await update(params, incidentId, {
    change: `${counter} = :count, ${last} = :last`,
    condition: `${condition} AND (attribute_not_exists(${counter}) OR ${counter} < :count)`,
    values: { ...values, ':count': count, ':last': at },
  });
  if (counted) return 'counted';
  const incident = await find(params, incidentId);
  return (incident?.[counter] ?? 0) >= count ? 'counted' : 'closed';
}

function inState(states: readonly IncidentState[]) {
  const named = states.map((state, i) => [`:from${i}`, state] as const);
  return {
    condition: `#state IN (${named.map(([name]) => name).join(', ')})`,
    values: Object.fromEntries(named),
  };
}

interface Change {
  readonly change: string;
  readonly condition: string;
  readonly values: Readonly<Record<string, unknown>>;
}

/** One conditional write; false where the condition did not hold. */
async function update(
  { client, tableName }: DynamoIncidentStoreParams,
  incidentId: string,
  { change, condition, values }: Change,
): Promise<boolean> {
  const hasState = `${change} ${condition}`.includes('#state');
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: { incidentId, record: incidentRecord },
        UpdateExpression: `SET ${change}`,
        ConditionExpression: condition,
        ...(hasState ? { ExpressionAttributeNames: { '#state': 'state' } } : {}),
        ExpressionAttributeValues: values,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
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
  return Item === undefined ? undefined : incidentOfItem(Item);
}

/** Throws ZodError for what is no incident. */
export function incidentOfItem(item: Readonly<Record<string, unknown>>): Incident {
  const { record: _, [timeToLiveAttribute]: __, ...stored } = item;
  return incidentSchema.parse(stored);
}

/** DynamoDB stores no `undefined`, and an optional field may hold one. */
function withoutUndefined(incident: Incident): Incident {
  return JSON.parse(JSON.stringify(incident)) as Incident;
}
