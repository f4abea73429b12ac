import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import type { AlertClaim, AlertKey, AlertStore } from './alert-store.ts';

export interface DynamoAlertStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

/** As long as incidents are kept by default. It must outlive the 14 days that a message may wait in a queue. */
const keptSeconds = 365 * 86_400;

/** Each alert is a record beside its incident: `alert#<tier>` (`recovery#<tier>`), `claimed` first and then `sent`. */
export function dynamoAlertStore(params: DynamoAlertStoreParams): AlertStore {
  return {
    claim: (key, times) => claim(params, key, times),
    markSent: (key, sentAt) => markSent(params, key, sentAt),
  };
}

async function claim(
  { client, tableName }: DynamoAlertStoreParams,
  key: AlertKey,
  { now, until }: { readonly now: number; readonly until: number },
): Promise<AlertClaim> {
  try {
    await client.send(
      new UpdateCommand({
        TableName: tableName,
        Key: itemKey(key),
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
    return 'claimed';
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return sentOrBusy({ client, tableName }, key);
    throw error;
  }
}

async function sentOrBusy({ client, tableName }: DynamoAlertStoreParams, key: AlertKey): Promise<AlertClaim> {
  const { Item } = await client.send(
    new GetCommand({ TableName: tableName, Key: itemKey(key), ConsistentRead: true }),
  );
  return Item?.status === 'sent' ? 'sent' : 'busy';
}

async function markSent({ client, tableName }: DynamoAlertStoreParams, key: AlertKey, sentAt: number) {
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: itemKey(key),
      UpdateExpression: 'SET #status = :sent, sentAt = :sentAt REMOVE claimedUntil',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':sent': 'sent', ':sentAt': sentAt },
    }),
  );
}

function itemKey({ incidentId, tier, isRecovery = false }: AlertKey) {
  return { incidentId, record: `${isRecovery ? 'recovery' : 'alert'}#${tier}` };
}
