import { DeleteCommand, GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { dynamoBudgetStore } from '../../lambdas/faces/dynamo-budget-store.ts';
import { dynamoSearchPace } from '../../lambdas/faces/dynamo-search-pace.ts';
import type { SearchPace } from '../../lambdas/faces/search-pace.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memorySearchPace } from '../memory/search-pace.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

const now = 1_767_225_600_000;
const callsPerSecond = 5;

const paces: readonly [string, () => Promise<SearchPace>][] = [
  [
    'in DynamoDB',
    async () => {
      const Key = { kind: 'pace', id: 'face-search' };
      await table.client.send(new DeleteCommand({ TableName: table.tableName, Key }));
      return dynamoSearchPace({ ...table, callsPerSecond });
    },
  ],
  ['in memory', async () => memorySearchPace(callsPerSecond)],
];

describe.each(paces)('the pace %s', (_, open) => {
  let pace: SearchPace;
  beforeEach(async () => {
    pace = await open();
  });

  it('gives each of many at a time an instant of its own, a fifth of a second apart', async () => {
    const all = Array.from({ length: 20 }, () => pace.reserve({ now, latest: now + 10_000 }));

    const instants = (await Promise.all(all)).map(Number).toSorted((a, b) => a - b);
    expect(instants).toEqual(Array.from({ length: 20 }, (_, i) => now + i * 200));
  });

  it('gives no instant after the latest, and takes none then', async () => {
    const request = { now, latest: now + 250 };
    await pace.reserve(request);
    await pace.reserve(request);

    expect(await pace.reserve(request)).toBeUndefined();
    expect(await pace.reserve({ now, latest: now + 10_000 })).toBe(now + 400);
  });

  it('saves up nothing over a quiet time', async () => {
    await pace.reserve({ now, latest: now });
    const later = now + 60_000;

    expect(await pace.reserve({ now: later, latest: later + 1000 })).toBe(later);
    expect(await pace.reserve({ now: later, latest: later + 1000 })).toBe(later + 200);
  });

  it('holds everybody back until the time that was pushed back to, and never forward', async () => {
    await pace.pushBack(now + 4_000);
    await pace.pushBack(now + 1_000);

    expect(await pace.reserve({ now, latest: now + 3_000 })).toBeUndefined();
    expect(await pace.reserve({ now, latest: now + 5_000 })).toBe(now + 4_000);
  });

  it('gives nothing when the latest instant is over', async () => {
    expect(await pace.reserve({ now, latest: now - 1 })).toBeUndefined();
  });
});

describe('the budget in DynamoDB', () => {
  it('counts calls at a time, by zone and by camera, until the items expire', async () => {
    const budget = dynamoBudgetStore(table);
    const key = { day: '2026-11-23', cameraId: 'nk-cam-01' };
    await Promise.all(Array.from({ length: 10 }, () => budget.add(key, now)));
    await budget.add({ ...key, cameraId: 'nk-cam-02' }, now + 5_000);

    expect(await budget.spent(key)).toEqual({ zone: 11, camera: 10 });
    expect(await budget.spent({ ...key, cameraId: 'nk-cam-03' })).toEqual({ zone: 11, camera: 0 });
    expect(await budget.spent({ ...key, day: '2026-11-24' })).toEqual({ zone: 0, camera: 0 });
    const Key = { kind: 'budget', id: '2026-11-23#nk-cam-01' };
    const { Item } = await table.client.send(new GetCommand({ TableName: table.tableName, Key }));
    expect(Item).toMatchObject({ paidCalls: 10, expiresAt: now / 1000 + 100 * 86_400 });
  });
});
