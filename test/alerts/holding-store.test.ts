import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoAlertStore } from '../../lambdas/alerts/dynamo-alert-store.ts';
import { dynamoHoldingStore } from '../../lambdas/alerts/dynamo-holding-store.ts';
import type { HoldingStore } from '../../lambdas/alerts/holding-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { memoryAlertStore } from '../memory/alert-store.ts';
import { memoryHoldingStore } from '../memory/holding-store.ts';
import { makeTable } from '../memory/make-table.ts';
import { happenedAt, makeAlert } from './make-alert.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.incidents);
});
afterAll(() => table.close());

const plate = (n: number, siteId = 'east') =>
  makeAlert({
    kind: 'plate',
    incidentId: `PLT-${n}`,
    place: { ...makeAlert().place, siteId },
  });

describe.each<[string, () => HoldingStore]>([
  ['in memory', memoryHoldingStore],
  ['in DynamoDB', () => dynamoHoldingStore(table)],
])('a holding store %s', (name, makeStore) => {
  it('remembers until when a camera is muted; the last word counts', async () => {
    const store = makeStore();

    expect(await store.mutedUntil('cam-a')).toBeUndefined();
    await store.mute('cam-a', happenedAt + 60_000);
    await store.mute('cam-a', happenedAt + 1_000);

    expect(await store.mutedUntil('cam-a')).toBe(happenedAt + 1_000);
    expect(await store.mutedUntil('cam-b')).toBeUndefined();
  });

  it('remembers what an incident was told of last, and nothing older', async () => {
    const store = makeStore();
    const later = { deviceId: 'cam-b', at: happenedAt + 1, joinedBy: 'sighting-2' };

    await store.keepLastTold('PLT-1', { deviceId: 'cam-a', at: happenedAt });
    expect(await store.lastTold('PLT-1')).toEqual({ deviceId: 'cam-a', at: happenedAt });
    await store.keepLastTold('PLT-1', later);
    await store.keepLastTold('PLT-1', { deviceId: 'cam-a', at: happenedAt });

    expect(await store.lastTold('PLT-1')).toEqual(later);
    expect(await store.lastTold('PLT-none')).toBeUndefined();
  });

  it('counts each alert of a minute once', async () => {
    const store = makeStore();
    const count = (n: number, minute = 7) =>
      store.count(`${name} plates`, minute, { incidentId: `PLT-${n}`, tier: 1 });

    expect([await count(1), await count(2), await count(1), await count(3), await count(1, 8)]).toEqual([
      1, 2, 2, 3, 1,
    ]);
  });

  it('gives what a digest holds, once each, and again when asked again', async () => {
    const store = makeStore();
    const id = `DIG-${name}-1`;
    expect(await store.isBegun(id)).toBe(false);
    for (const alert of [plate(1), plate(2, 'west'), plate(1)])
      expect(await store.hold(id, alert, happenedAt)).toBe('held');

    const digest = await store.close(id, happenedAt + 1);

    expect(await store.isBegun(id)).toBe(true);
    expect(digest).toMatchObject({
      digestId: id,
      first: plate(1),
      latestId: 'PLT-1',
      siteIds: ['east', 'west'],
    });
    expect(digest?.members.map(({ incidentId }) => incidentId).toSorted()).toEqual(['PLT-1', 'PLT-2']);
    expect(await store.close(id, happenedAt + 2)).toEqual(digest);
  });

  it('takes nothing more into a closed digest, and finds nothing in one that never began', async () => {
    const store = makeStore();
    const id = `DIG-${name}-2`;
    await store.hold(id, plate(1), happenedAt);
    await store.close(id, happenedAt);

    expect(await store.hold(id, plate(2), happenedAt)).toBe('closed');
    expect(await store.close(`DIG-${name}-3`, happenedAt)).toBeUndefined();
  });
});

describe.each([
  ['in memory', memoryAlertStore],
  ['in DynamoDB', () => dynamoAlertStore(table)],
] as const)('an alert store %s', (name, makeStore) => {
  const times = { now: happenedAt, until: happenedAt + 10_000 };
  const key = (what: string) => ({ incidentId: `SOS-${name}-${what}`, tier: 3 });

  it('tells a repetition and a joined sighting from the first alert', async () => {
    const store = makeStore();
    await store.claim(key('first'), times);
    await store.markSent(key('first'), happenedAt);

    expect(await store.claim({ ...key('first'), repeat: 1 }, times)).toBe('claimed');
    expect(await store.claim({ ...key('first'), joinedBy: 'sighting-2' }, times)).toBe('claimed');
    expect(await store.claim(key('first'), times)).toBe('sent');
  });

  it.each([
    { what: 'held', digestId: 'DIG-1' },
    { what: 'stopped', why: 'cooldown' },
  ] as const)('settles an alert that is $what, until its digest was told', async (how) => {
    const store = makeStore();
    const alert = key(how.what);
    await store.claim(alert, times);
    expect(await store.isDone(alert)).toBe(false);

    await store.settle(alert, how, happenedAt);

    expect(await store.claim(alert, { now: happenedAt + 20_000, until: happenedAt + 30_000 })).toBe(
      'settled',
    );
    expect(await store.isDone(alert)).toBe(true);
    await store.markSent(alert, happenedAt, 'DIG-1');
    expect(await store.claim(alert, times)).toBe('sent');
  });

  it('knows nothing done of an alert that nobody has handled', async () => {
    expect(await makeStore().isDone(key('unknown'))).toBe(false);
  });
});
