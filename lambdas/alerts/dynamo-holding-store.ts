import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { z } from 'zod';
import { raiseAlertMessage } from '../zone/messages.ts';
import { timeToLiveAttribute } from '../zone/records.ts';
import { alertKeyOf } from './alert-store.ts';
import type { HoldingStore } from './holding-store.ts';
import { muteKey } from './mute-key.ts';

export interface DynamoHoldingStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const lastTold = z.object({ deviceId: z.string(), at: z.number(), joinedBy: z.string().optional() });
const alertKey = z.strictObject({
  incidentId: z.string(),
  tier: z.number(),
  isRecovery: z.boolean(),
  repeat: z.number().optional(),
  joinedBy: z.string().optional(),
});
const digest = z.object({
  members: z.set(z.string().transform((json) => alertKey.parse(JSON.parse(json)))),
  sites: z.set(z.string()),
  latestId: z.string().optional(),
  first: z.string().transform((json) => raiseAlertMessage.parse(JSON.parse(json))),
});

const mute = z.object({ mutedUntil: z.number() });

/** Long after the last message about them can come out of a queue. */
const keptSeconds = 30 * 86_400;
const msPerMinute = 60_000;

/**
 * In the incidents table: `last-told` beside the incident; what was counted under `storm#<group>`, each digest
 * under its own id, and under `mute#<camera>` until when it is muted. Sets, because the same alert may come twice.
 */
export function dynamoHoldingStore({ client, tableName }: DynamoHoldingStoreParams): HoldingStore {
  const read = async (incidentId: string, record: string) => {
    const Key = { incidentId, record };
    return (await client.send(new GetCommand({ TableName: tableName, Key, ConsistentRead: true }))).Item;
  };
  const update = async (incidentId: string, record: string, change: Change) => {
    const { at, names, values, ...expressions } = change;
    const command = new UpdateCommand({
      TableName: tableName,
      Key: { incidentId, record },
      ...expressions,
      ExpressionAttributeNames: { ...names, '#expiresAt': timeToLiveAttribute },
      ExpressionAttributeValues: { ...values, ':expiresAt': Math.floor(at / 1000) + keptSeconds },
      ReturnValues: 'ALL_NEW',
    });
    try {
      return (await client.send(command)).Attributes ?? {};
    } catch (error) {
      if (error instanceof ConditionalCheckFailedException) return undefined;
      throw error;
    }
  };
  return {
    lastTold: async (incidentId) => {
      const item = await read(incidentId, 'last-told');
      if (item === undefined) return undefined;
      const { deviceId, at, joinedBy } = lastTold.parse(item);
      return { deviceId, at, ...(joinedBy === undefined ? {} : { joinedBy }) };
    },
    keepLastTold: async (incidentId, { deviceId, at, joinedBy = '' }) => {
      await update(incidentId, 'last-told', {
        at,
        UpdateExpression:
          joinedBy === ''
            ? 'SET deviceId = :deviceId, #at = :at, #expiresAt = :expiresAt REMOVE joinedBy'
            : 'SET deviceId = :deviceId, #at = :at, joinedBy = :joinedBy, #expiresAt = :expiresAt',
        ConditionExpression: 'attribute_not_exists(#at) OR #at < :at',
        names: { '#at': 'at' },
        values: { ':deviceId': deviceId, ':at': at, ...(joinedBy === '' ? {} : { ':joinedBy': joinedBy }) },
      });
    },
    count: async (group, minute, key) => {
      const { alerts } =
        (await update(`storm#${group}`, `minute#${minute}`, {
          at: minute * msPerMinute,
          UpdateExpression: 'SET #expiresAt = :expiresAt ADD alerts :alert',
          values: { ':alert': new Set([JSON.stringify(key)]) },
        })) ?? {};
      return alerts instanceof Set ? alerts.size : 1;
    },
    isBegun: async (digestId) => (await read(digestId, 'digest')) !== undefined,
    hold: async (digestId, alert, now) => {
      const held = await update(digestId, 'digest', {
        at: now,
        UpdateExpression:
          'SET #first = if_not_exists(#first, :first), latestId = :latestId, #expiresAt = :expiresAt ADD members :member, sites :site',
        ConditionExpression: 'attribute_not_exists(closedAt)',
        names: { '#first': 'first' },
        values: {
          ':first': JSON.stringify(alert),
          ':latestId': alert.incidentId,
          ':member': new Set([JSON.stringify(alertKeyOf(alert))]),
          ':site': new Set([alert.place.siteId]),
        },
      });
      return held === undefined ? 'closed' : 'held';
    },
    close: async (digestId, now) => {
      const closed = await update(digestId, 'digest', {
        at: now,
        UpdateExpression: 'SET closedAt = :now, #expiresAt = :expiresAt',
        ConditionExpression: 'attribute_exists(members)',
        values: { ':now': now },
      });
      if (closed === undefined) return undefined;
      const { first, members, sites, latestId } = digest.parse(closed);
      const known = latestId === undefined ? {} : { latestId };
      const siteIds = [...sites].toSorted();
      return { digestId, first, ...known, members: [...members].map(withoutUndefined), siteIds };
    },
    mutedUntil: async (cameraId) => {
      const { incidentId, record } = muteKey(cameraId);
      const item = await read(incidentId, record);
      return item === undefined ? undefined : mute.parse(item).mutedUntil;
    },
    mute: async (cameraId, until) => {
      const { incidentId, record } = muteKey(cameraId);
      await update(incidentId, record, {
        at: until,
        UpdateExpression: 'SET mutedUntil = :until, #expiresAt = :expiresAt',
        values: { ':until': until },
      });
    },
  };
}

interface Change {
  /** Epoch ms, from which the record is kept. */
  readonly at: number;
  readonly UpdateExpression: string;
  readonly ConditionExpression?: string;
  readonly names?: Readonly<Record<string, string>>;
  readonly values: Readonly<Record<string, unknown>>;
}

function withoutUndefined({ repeat, joinedBy, ...key }: z.infer<typeof alertKey>) {
  return {
    ...key,
    ...(repeat === undefined ? {} : { repeat }),
    ...(joinedBy === undefined ? {} : { joinedBy }),
  };
}
