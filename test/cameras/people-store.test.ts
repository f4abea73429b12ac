import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPeopleStore } from '../../lambdas/cameras/dynamo-people-store.ts';
import type { PeopleStore } from '../../lambdas/cameras/people-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryPeopleStore } from '../memory/people-store.ts';
import { firstMinute } from './make-people-minute.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

const count = { frames: 120, seen: 60, atOnce: 2, passed: 3, dwellSeconds: 30.1, headings: { N: 2 } };
const minuteAt = (number: number, fromMilliseconds = 0) => {
  const at = firstMinute + number * 60_000;
  return { at, from: at + fromMilliseconds, ...count };
};
const hours = { from: firstMinute, to: firstMinute + 2 * 3_600_000 };

describe.each<[string, () => PeopleStore]>([
  ['memoryPeopleStore', memoryPeopleStore],
  ['dynamoPeopleStore', () => dynamoPeopleStore(table)],
])('%s', (_, open) => {
  it('lists the minutes of one camera, oldest first, over the hours', async () => {
    const store = open();
    await store.save({ cameraId: 'cam-a', minutes: [minuteAt(59, 250), minuteAt(60)], retentionDays: 30 });
    await store.save({ cameraId: 'cam-a', minutes: [minuteAt(5)], retentionDays: 30 });
    await store.save({ cameraId: 'cam-ab', minutes: [minuteAt(7)], retentionDays: 30 });

    expect(await store.list({ cameraId: 'cam-a', ...hours })).toEqual([
      minuteAt(5),
      minuteAt(59, 250),
      minuteAt(60),
    ]);
  });

  it('lists no minute before or after the time asked for', async () => {
    const store = open();
    await store.save({ cameraId: 'cam-b', minutes: [1, 2, 3, 4].map((n) => minuteAt(n)), retentionDays: 30 });

    const asked = { from: minuteAt(2).at, to: minuteAt(4).at };
    expect(await store.list({ cameraId: 'cam-b', ...asked })).toEqual([minuteAt(2), minuteAt(3)]);
  });

  it('keeps a minute once, however often it is saved', async () => {
    const store = open();
    const saved = { cameraId: 'cam-c', minutes: [minuteAt(7)], retentionDays: 30 };
    await store.save(saved);
    await store.save(saved);

    expect(await store.list({ cameraId: 'cam-c', ...hours })).toEqual([minuteAt(7)]);
  });

  it('adds up parts of a minute that were watched by themselves', async () => {
    const store = open();
    const rest = { ...minuteAt(7, 30_000), atOnce: 5, headings: { N: 1, E: 1 } };
    await store.save({ cameraId: 'cam-d', minutes: [rest], retentionDays: 30 });
    await store.save({ cameraId: 'cam-d', minutes: [minuteAt(7)], retentionDays: 30 });

    expect(await store.list({ cameraId: 'cam-d', ...hours })).toEqual([
      {
        ...minuteAt(7),
        frames: 240,
        seen: 120,
        atOnce: 5,
        passed: 6,
        dwellSeconds: 60.2,
        headings: { N: 3, E: 1 },
      },
    ]);
  });
});

describe('dynamoPeopleStore', () => {
  it('lets an hour go as many days after its end as sightings are kept', async () => {
    await dynamoPeopleStore(table).save({ cameraId: 'cam-e', minutes: [minuteAt(7)], retentionDays: 30 });

    const Key = { kind: 'people', id: 'cam-e#2026-01-01T00' };
    const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
    expect(Item).toEqual({ ...Key, expiresAt: firstMinute / 1000 + 3_600 + 30 * 86_400, m07_0: count });
  });
});
