import { type DynamoDBDocumentClient, paginateQuery, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { timeToLiveAttribute } from '../zone/records.ts';
import { minuteMilliseconds } from './count-people.ts';
import { type PeopleMinute, peopleCount } from './people-state.ts';
import type { ListPeopleParams, PeopleStore, SavePeopleParams } from './people-store.ts';
import { sumMinutes } from './sum-people.ts';

export interface DynamoPeopleStoreParams {
  readonly client: DynamoDBDocumentClient;
  readonly tableName: string;
}

const hourMilliseconds = 3_600_000;
const secondsPerDay = 86_400;

/**
 * One registry item per camera and hour, `nk-cam-01#2026-11-23T05`, with an attribute per minute (or part of one) by
 * its first frame: `m07_500` was counted from 07:00.500 on. It overwrites itself, so a repeat adds nothing.
 */
export function dynamoPeopleStore(params: DynamoPeopleStoreParams): PeopleStore {
  return {
    save: async (saved) => {
      const hours = Map.groupBy(saved.minutes, ({ at }) => at - (at % hourMilliseconds));
      for (const [hour, minutes] of hours) await saveHour(params, { ...saved, hour, minutes });
    },
    list: (query) => list(params, query),
  };
}

async function saveHour(
  { client, tableName }: DynamoPeopleStoreParams,
  { cameraId, hour, minutes, retentionDays }: SavePeopleParams & { readonly hour: number },
): Promise<void> {
  const named = minutes.map(({ at, from, ...count }) => [nameOf(at, from), count] as const);
  const sets = ['#expiresAt = :expiresAt', ...named.map(([name]) => `${name} = :${name}`)];
  await client.send(
    new UpdateCommand({
      TableName: tableName,
      Key: { kind: 'people', id: idOf(cameraId, hour) },
      UpdateExpression: `SET ${sets.join(', ')}`,
      ExpressionAttributeNames: { '#expiresAt': timeToLiveAttribute },
      ExpressionAttributeValues: {
        ':expiresAt': (hour + hourMilliseconds) / 1000 + retentionDays * secondsPerDay,
        ...Object.fromEntries(named.map(([name, count]) => [`:${name}`, count])),
      },
    }),
  );
}

async function list(
  { client, tableName }: DynamoPeopleStoreParams,
  { cameraId, from, to }: ListPeopleParams,
): Promise<readonly PeopleMinute[]> {
  const pages = paginateQuery(
    { client },
    {
      TableName: tableName,
      KeyConditionExpression: '#kind = :kind AND #id BETWEEN :from AND :to',
      ExpressionAttributeNames: { '#kind': 'kind', '#id': 'id' },
      ExpressionAttributeValues: {
        ':kind': 'people',
        ':from': idOf(cameraId, from),
        ':to': idOf(cameraId, to),
      },
    },
  );
  const parts: PeopleMinute[] = [];
  for await (const { Items = [] } of pages) parts.push(...Items.flatMap(partsIn));
  return sumMinutes(parts.filter(({ at }) => at >= from && at < to));
}

function idOf(cameraId: string, at: number): string {
  return `${cameraId}#${new Date(at).toISOString().slice(0, 13)}`;
}

function nameOf(at: number, from: number): string {
  return `m${new Date(at).toISOString().slice(14, 16)}_${from - at}`;
}

function partsIn(item: Record<string, unknown>): readonly PeopleMinute[] {
  const hour = Date.parse(`${String(item.id).split('#')[1]}:00:00Z`);
  return Object.entries(item).flatMap(([name, count]) => {
    const [, minute, offset] = /^m(\d\d)_(\d+)$/.exec(name) ?? [];
    if (minute === undefined) return [];
    const at = hour + Number(minute) * minuteMilliseconds;
    return [{ at, from: at + Number(offset), ...peopleCount.parse(count) }];
  });
}
