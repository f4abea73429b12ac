import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, PutCommand, paginateQuery } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { alertKind } from '../zone/messages.ts';
import { tableKeys, timeToLiveAttribute } from '../zone/records.ts';
import { type Delivery, deliveryPrefix, deliveryRecordOf, delivery as deliverySchema } from './delivery.ts';
import type { DeliveryStore } from './delivery-store.ts';

export interface DynamoDeliveryStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
  /** `retention.incidentDays` of the zone file. */
  readonly incidentDays: number;
}

const { partitionKey, sortKey } = tableKeys.incidents;
const secondsPerDay = 86_400;
/** Carriers report within 72 hours. */
const messageDays = 7;

const alert = z.object({ incidentId: z.string(), tier: z.number() });
const sentMessage = z.object({ messageId: z.string(), kind: alertKind, alerts: z.array(alert) });
const keyOfMessage = (messageId: string) => ({
  [partitionKey]: `message#${messageId}`,
  [sortKey]: 'message',
});

/** In the incidents table: messages under `message#<id>`, reports beside the incident as `delivery#<time>…`. */
export function dynamoDeliveryStore(params: DynamoDeliveryStoreParams): DeliveryStore {
  const { client, tableName, incidentDays } = params;
  return {
    keepMessage: async (message, at) => {
      const item = { ...message, ...keyOfMessage(message.messageId), ...expiry(at, messageDays) };
      await client.send(new PutCommand({ TableName: tableName, Item: item }));
    },
    findMessage: async (messageId) => {
      const Key = keyOfMessage(messageId);
      const { Item } = await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }));
      return Item && sentMessage.parse(Item);
    },
    keep: async (incidentId, delivery) => {
      const key = { [partitionKey]: incidentId, [sortKey]: deliveryRecordOf(delivery) };
      const Item = { ...delivery, ...key, ...expiry(delivery.at, incidentDays) };
      const ConditionExpression = `attribute_not_exists(${partitionKey})`;
      try {
        await client.send(new PutCommand({ TableName: tableName, Item, ConditionExpression }));
        return 'kept';
      } catch (error) {
        if (error instanceof ConditionalCheckFailedException) return 'existed';
        throw error;
      }
    },
    list: (incidentId) => list(params, incidentId),
  };
}

const expiry = (at: number, days: number) => ({
  [timeToLiveAttribute]: Math.floor(at / 1000) + days * secondsPerDay,
});

async function list({ client, tableName }: DynamoDeliveryStoreParams, incidentId: string) {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: '#key = :id AND begins_with(#record, :prefix)',
      ExpressionAttributeNames: { '#key': partitionKey, '#record': sortKey },
      ExpressionAttributeValues: { ':id': incidentId, ':prefix': deliveryPrefix },
      ConsistentRead: true,
    },
  );
  const found: Delivery[] = [];
  for await (const { Items = [] } of pages) found.push(...Items.flatMap(deliveryOfItem));
  return found;
}

/** The report in a record of an incident's partition; none in any other record, or in one that a newer version wrote. */
export function deliveryOfItem(item: Readonly<Record<string, unknown>>): readonly Delivery[] {
  const { [partitionKey]: _, [sortKey]: record, [timeToLiveAttribute]: __, ...fields } = item;
  if (!String(record).startsWith(deliveryPrefix)) return [];
  const parsed = deliverySchema.safeParse(fields);
  return parsed.success ? [parsed.data] : [];
}
