import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import {
  type AlertClaim,
  type AlertKey,
  type AlertStore,
  alertRecordOf,
  type Settlement,
  type Taken,
} from './alert-store.ts';

export interface DynamoAlertStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** As long as incidents are kept by default. It must outlive the 14 days that a message may wait in a queue. */
const keptSeconds = 365 * 86_400;

/** Each alert is a record beside its incident: `claimed` first and then `sent`; or `held` or `stopped`, when it was not sent alone. */
export function dynamoAlertStore(params: DynamoAlertStoreParams): AlertStore {
  return {
    claim: (key, times) => claim(params, key, times),
    markSent: (key, sentAt, toldIn) => markSent(params, key, sentAt, toldIn),
    noteTaken: (key, taken) => noteTaken(params, key, taken),
    settle: (key, how, at) => settle(params, key, how, at),
    isDone: async (key) => (await statusOf(params, key)) !== 'claimed',
  };
}

async function claim(
  { client, tableName }: DynamoAlertStoreParams,
  key: AlertKey,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<AlertClaim> {
  try {
    const { Attributes = {} } = await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: itemKey(key),
        ReturnValues: 'ALL_NEW',
        UpdateExpression: 'SET #status = :claimed, claimedUntil = :until, #expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(#status) OR (#status = :claimed AND claimedUntil <= :now)',
        ExpressionAttributeNames: { '#status': 'status', '#expiresAt': timeToLiveAttribute },
        ExpressionAttributeValues: {
          ':claimed': 'claimed',
          ':until': until,
          ':now': now,
          ':expiresAt': Math.floor(now / 1000) + keptSeconds,
        },
      }),
    );
    const { takenAt, messageId } = Attributes;
    return takenAt === undefined ? 'claimed' : { takenAt: Number(takenAt), messageId: String(messageId) };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException)
      return whyNot(await statusOf({ client, tableName }, key));
    throw error;
  }
}

function whyNot(status: string): AlertClaim {
  if (status === 'claimed') return 'busy';
  return status === 'sent' ? 'sent' : 'settled';
}

/** An alert without a record was not handled yet either. */
async function statusOf({ client, tableName }: DynamoAlertStoreParams, key: AlertKey): Promise<string> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: itemKey(key), ConsistentRead: true }),
  );
  return String(Item?.status ?? 'claimed');
}

/** A record of which nobody died says `sent` by now, or will at once. */
async function noteTaken(
  { client, tableName }: DynamoAlertStoreParams,
  key: AlertKey,
  { takenAt, messageId }: Taken,
): Promise<void> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: itemKey(key),
        UpdateExpression: 'SET takenAt = :takenAt, messageId = :messageId',
        ConditionExpression: '#status = :claimed',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':claimed': 'claimed', ':takenAt': takenAt, ':messageId': messageId },
      }),
    );
  } catch (error) {
    if (!(error instanceof ConditionalCheckFailedException)) throw error;
  }
}

async function settle(
  { client, tableName }: DynamoAlertStoreParams,
  key: AlertKey,
  how: Settlement,
  at: number,
): Promise<void> {
  const [name, value] = how.what === 'held' ? ['toldIn', how.digestId] : ['why', how.why];
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: itemKey(key),
      UpdateExpression: 'SET #status = :status, settledAt = :at, #name = :value REMOVE claimedUntil',
      ExpressionAttributeNames: { '#status': 'status', '#name': name },
      ExpressionAttributeValues: { ':status': how.what, ':at': at, ':value': value },
    }),
  );
}

async function markSent(
  { client, tableName }: DynamoAlertStoreParams,
  key: AlertKey,
  sentAt: number,
  toldIn: string | undefined,
): Promise<void> {
  const inDigest = toldIn === undefined ? {} : { ':toldIn': toldIn };
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: itemKey(key),
      UpdateExpression: `SET #status = :sent, sentAt = :sentAt${toldIn === undefined ? '' : ', toldIn = :toldIn'} REMOVE claimedUntil`,
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':sent': 'sent', ':sentAt': sentAt, ...inDigest },
    }),
  );
}

function itemKey(key: AlertKey) {
  return { incidentId: key.incidentId, record: alertRecordOf(key) };
}
