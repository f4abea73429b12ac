import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type SightingDecision, sightingDecision } from '../zone/decision.ts';
import {
  platesByDay,
  sightingsByCamera,
  sightingsByDigits,
  tableKeys,
  timeToLiveAttribute,
} from '../zone/records.ts';
import { dayOf, digitsOf, isPlatePass } from './plate-readings.ts';
import { type Sighting, sighting as sightingSchema } from './sighting.ts';
import type { SightingQuery, SightingStore } from './sighting-store.ts';

export interface DynamoSightingStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** Sightings in DynamoDB; their fields are the item's attributes, beside those that the indexes of plates need. */
export function dynamoSightingStore(params: DynamoSightingStoreParams): SightingStore {
  return {
    create: (sighting, decisions) => create(params, sighting, decisions),
    find: (sightingId) => find(params, sightingId),
    listDecisions: (sightingId) => listDecisions(params, sightingId),
    listByCamera: (query) => listByCamera(params, query),
  };
}

async function create(
  { client, tableName }: DynamoSightingStoreParams,
  sighting: Sighting,
  decisions: readonly SightingDecision[] = [],
): Promise<'created' | 'existed'> {
  const decided = decisions.length === 0 ? {} : { [decisionsAttribute]: decisions };
  try {
    await client.send(
      new PutCommand({
        TableName: tableName,
        Item: { ...sighting, ...indexAttributes(sighting), ...decided },
        ConditionExpression: `attribute_not_exists(${tableKeys.sightings.partitionKey})`,
      }),
    );
    return 'created';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return 'existed';
    throw error;
  }
}

async function find(params: DynamoSightingStoreParams, sightingId: string) {
  const item = await getItem(params, sightingId);
  return item === undefined ? undefined : sightingOfItem(item);
}

/** What a newer version wrote must not hide the others. */
async function listDecisions(
  params: DynamoSightingStoreParams,
  sightingId: string,
): Promise<readonly SightingDecision[]> {
  const kept: unknown = (await getItem(params, sightingId))?.[decisionsAttribute];
  if (!Array.isArray(kept)) return [];
  return kept.flatMap((one: unknown) => {
    const parsed = sightingDecision.safeParse(one);
    return parsed.success ? [parsed.data] : [];
  });
}

async function getItem({ client, tableName }: DynamoSightingStoreParams, sightingId: string) {
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: { sightingId }, ConsistentRead: true }),
  );
  return Item;
}

async function listByCamera(
  { client, tableName }: DynamoSightingStoreParams,
  { cameraId, from, to, limit, now }: SightingQuery,
): Promise<readonly Sighting[]> {
  const found: Sighting[] = [];
  let start: Record<string, unknown> | undefined;
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: tableName,
        IndexName: sightingsByCamera.indexName,
        KeyConditionExpression: '#camera = :camera AND #lastSeenAt BETWEEN :from AND :to',
        // TTL deletes up to days late (docs: "How it works: TTL"), so what expired is filtered here.
        FilterExpression: '#expiresAt > :now',
        ExpressionAttributeNames: {
          '#camera': sightingsByCamera.partitionKey,
          '#lastSeenAt': sightingsByCamera.sortKey,
          '#expiresAt': timeToLiveAttribute,
        },
        ExpressionAttributeValues: {
          ':camera': cameraId,
          ':from': from,
          ':to': to,
          ':now': Math.floor(now / 1000),
        },
        ScanIndexForward: false,
        ...(start === undefined ? {} : { ExclusiveStartKey: start }),
      }),
    );
    found.push(...(page.Items ?? []).map(sightingOfItem));
    start = page.LastEvaluatedKey;
  } while (start !== undefined && found.length < limit);
  return found.slice(0, limit);
}

const digitsAttributes = sightingsByDigits.map(({ partitionKey }) => partitionKey);
const decisionsAttribute = 'decisions';
const notOfSighting: ReadonlySet<string> = new Set([
  ...digitsAttributes,
  platesByDay.partitionKey,
  decisionsAttribute,
]);

/** Under which keys a pass of a plate stands in the indexes of plates; a face stands in none of them. */
function indexAttributes(sighting: Sighting): Readonly<Record<string, string>> {
  if (!isPlatePass(sighting)) return {};
  const digits = digitsOf(sighting);
  const keys = digitsAttributes.flatMap((name, index) => {
    const value = digits[index];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(keys), [platesByDay.partitionKey]: dayOf(sighting.lastSeenAt) };
}

/** The sighting that an item of the table holds, without what stands beside it: keys of indexes, decisions. */
export function sightingOfItem(item: Readonly<Record<string, unknown>>): Sighting {
  return sightingSchema.parse(
    Object.fromEntries(Object.entries(item).filter(([name]) => !notOfSighting.has(name))),
  );
}
