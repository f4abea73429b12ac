import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyState } from '../../lambdas/cameras/camera-state.ts';
import { dynamoPeopleStore } from '../../lambdas/cameras/dynamo-people-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { readPeople } from '../../sandbox/page/people-view.ts';
import { makePass } from '../cameras/make-pass.ts';
import { firstMinute, makePeopleMinute } from '../cameras/make-people-minute.ts';
import { makeTable } from '../memory/make-table.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

const cameraOf = (id: string, what: 'faces' | 'plates') =>
  ({ id, site: 'market', watches: [what], bearingDegrees: 0 }) as const;

describe('readPeople', () => {
  it('tells how many are there, how many passed within the hour, and of a crowd', async () => {
    const now = firstMinute + 90 * 60_000;
    const minutes = [10, 40, 80].map((n) => ({ ...makePeopleMinute(n), passed: n, atOnce: n / 10 }));
    await dynamoPeopleStore(table).save({ cameraId: 'gate', minutes, retentionDays: 1 });
    const state = {
      ...emptyState(now),
      faces: [makePass(), makePass({ passId: 'pass-2' })],
      people: {
        minutes: [makePeopleMinute(89, { passed: 3 })],
        ways: [],
        stays: [],
        crowd: { since: now, until: now, most: 9, told: true },
      },
    };
    await table.client.send(
      new PutCommand({ TableName: table.tableName, Item: { kind: 'cursor', id: 'gate', state } }),
    );

    const cameras = [cameraOf('gate', 'faces'), cameraOf('bridge', 'plates'), cameraOf('new', 'faces')];
    const zone = { cameras: cameras.map((one) => ({ ...one, watches: [...one.watches] })) };

    expect(await readPeople({ zone, ...table, now })).toEqual([
      { cameraId: 'gate', now: 2, lastHour: 40 + 80 + 3, atOnce: 8, isCrowded: true },
      { cameraId: 'new', now: 0, lastHour: 0, atOnce: 0, isCrowded: false },
    ]);
  });
});
