import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { deliveryOfItem } from '../alerts/dynamo-delivery-store.ts';
import { timeToLiveAttribute } from '../zone/records.ts';
import { incident as incidentSchema } from './incident.ts';
import type { IncidentStore } from './incident-store.ts';
import { type SentAlert, type TimelineStep, timelineOf, timelineStep } from './timeline.ts';

export interface DynamoTimelineParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** The TTL (epoch seconds) of what happened at a time (epoch ms). */
  readonly expiryOf: (at: number) => Promise<number>;
}

const stepPrefix = 'step#';

/** Steps lie beside their incident as `step#<stepId>`; alerts that raise-alert sent are read as steps too. */
export function dynamoTimeline(params: DynamoTimelineParams): Pick<IncidentStore, 'addStep' | 'timeline'> {
  return {
    addStep: (incidentId, step) => addStep(params, incidentId, step),
    timeline: (incidentId) => readTimeline(params, incidentId),
  };
}

async function addStep(
  { client, tableName, expiryOf }: DynamoTimelineParams,
  incidentId: string,
  step: TimelineStep,
): Promise<'added' | 'existed'> {
  const record = `${stepPrefix}${step.stepId}`;
  const item = { ...step, incidentId, record, [timeToLiveAttribute]: await expiryOf(step.at) };
  try {
    const condition = 'attribute_not_exists(incidentId)';
    await client.send(new PutCommand({ TableName: tableName, Item: item, ConditionExpression: condition }));
    return 'added';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'existed';
    throw error;
  }
}

type Item = Readonly<Record<string, unknown>>;

async function readTimeline(params: DynamoTimelineParams, incidentId: string) {
  const items = await readPartition(params, incidentId);
  const found = items.find(({ record }) => record === 'incident');
  if (found === undefined) return [];
  const { record: _, [timeToLiveAttribute]: __, ...stored } = found;
  return timelineOf(
    incidentSchema.parse(stored),
    items.flatMap(stepOfItem),
    items.flatMap(sentAlertOfItem),
    items.flatMap(deliveryOfItem),
  );
}

async function readPartition(
  { client, tableName }: DynamoTimelineParams,
  incidentId: string,
): Promise<readonly Item[]> {
  const items: Item[] = [];
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: 'incidentId = :id',
      ExpressionAttributeValues: { ':id': incidentId },
      ConsistentRead: true,
    },
  );
  for await (const { Items = [] } of pages) items.push(...Items);
  return items;
}

function stepOfItem(item: Item): readonly TimelineStep[] {
  if (!String(item.record).startsWith(stepPrefix)) return [];
  const { record: _, incidentId: __, [timeToLiveAttribute]: ___, ...step } = item;
  // A step that a newer version wrote must not hide the others.
  const parsed = timelineStep.safeParse(step);
  return parsed.success ? [parsed.data] : [];
}

function sentAlertOfItem({ record, sentAt, status, settledAt, why }: Item): readonly SentAlert[] {
  if (typeof record !== 'string' || !/^(?:alert|recovery)#/.test(record)) return [];
  if (typeof sentAt === 'number') return [{ record, sentAt }];
  if (typeof settledAt !== 'number' || (status !== 'held' && status !== 'stopped')) return [];
  return [{ record, sentAt: settledAt, outcome: status, ...(typeof why === 'string' ? { why } : {}) }];
}
