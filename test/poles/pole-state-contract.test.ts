import { PutCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { dynamoPoleList } from '../../lambdas/poles/dynamo-pole-list.ts';
import { dynamoPoleStateStore } from '../../lambdas/poles/dynamo-pole-state-store.ts';
import type { PoleHealth } from '../../lambdas/poles/pole-health.ts';
import type { PoleStateStore } from '../../lambdas/poles/pole-state-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { makeTable } from '../memory/make-table.ts';
import { memoryPoleStateStore } from '../memory/pole-state-store.ts';
import { bridge } from './make-pole-envelope.ts';

let table: Awaited<ReturnType<typeof makeTable>>;

beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

const put = (Item: Record<string, unknown>) =>
  table.client.send(new PutCommand({ TableName: table.tableName, Item }));

let poles = 0;

describe.each<[string, () => PoleStateStore]>([
  ['in memory', memoryPoleStateStore],
  ['in DynamoDB', () => dynamoPoleStateStore(table)],
])('a pole state store %s', (_, makeStore) => {
  const makeOne = () => ({ store: makeStore(), poleId: `pole-${++poles}` });

  it('keeps what is newer, heartbeats and self-tests apart', async () => {
    const { store, poleId } = makeOne();
    const heartbeat = { version: 1, batteryPercent: 80, reportingSeconds: 3600 } as const;
    const selfTest = { version: 1, testId: 'test-0001', passed: true } as const;

    const outcomes = [
      await store.keepHeartbeat(poleId, heartbeat, 1000),
      await store.keepSelfTest(poleId, selfTest, 500),
      await store.keepHeartbeat(poleId, heartbeat, 1000),
      await store.keepHeartbeat(poleId, heartbeat, 999),
      await store.keepHeartbeat(poleId, heartbeat, 1001),
    ].map(({ outcome }) => outcome);

    expect(outcomes).toEqual(['kept', 'kept', 'outdated', 'outdated', 'kept']);
    expect(await store.find(poleId)).toMatchObject({
      heartbeat: { told: { batteryPercent: 80, reportingSeconds: 3600 }, at: 1001 },
      firstHeartbeatAt: 1000,
      selfTest: { told: { testId: 'test-0001', passed: true }, at: 500 },
    });
  });

  it('answers with the whole state after what was kept', async () => {
    const { store, poleId } = makeOne();
    await store.keepHeartbeat(poleId, { version: 1, mainsPower: false }, 1000);

    const kept = await store.keepReport(poleId, 'tamper', { at: 2000, faultId: 'fault-0001', isOver: false });

    expect(kept).toMatchObject({
      state: {
        heartbeat: { told: { mainsPower: false }, at: 1000 },
        reports: { tamper: { at: 2000, faultId: 'fault-0001', isOver: false } },
      },
    });
  });

  it('counts each press of the last minute once, and none that were taken back', async () => {
    const { store, poleId } = makeOne();
    await store.countPress(poleId, { pressId: 'press-0001', at: 1000 });
    await store.countPress(poleId, { pressId: 'press-0002', at: 50_000 });
    await store.countPress(poleId, { pressId: 'press-0002', at: 50_000 });
    await store.countPress(poleId, { pressId: 'press-0003', at: 62_000 });

    expect((await store.find(poleId)).presses.map(({ pressId }) => pressId)).toEqual([
      'press-0002',
      'press-0003',
    ]);
    await store.forgetPresses(poleId, { pressId: 'cancel-01', at: 62_500 });
    await store.countPress(poleId, { pressId: 'press-0004', at: 63_000 });
    expect((await store.find(poleId)).presses).toEqual([
      { pressId: 'cancel-01', at: 62_500 },
      { pressId: 'press-0004', at: 63_000 },
    ]);
  });

  it('counts presses that come at the same time', async () => {
    const { store, poleId } = makeOne();

    await Promise.all([1, 2, 3].map((i) => store.countPress(poleId, { pressId: `press-000${i}`, at: i })));

    expect((await store.find(poleId)).presses).toHaveLength(3);
  });

  it('lets one of two writers change the health', async () => {
    const { store, poleId } = makeOne();
    const health = (revision: number): PoleHealth => ({
      revision,
      marks: { silent: { told: { since: 1, causeId: 'silent-1' } } },
      untold: [{ fault: 'silent', since: 1, causeId: 'silent-1' }],
    });

    expect(await store.keepHealth(poleId, health(1))).toBe('kept');
    expect(await store.keepHealth(poleId, health(1))).toBe('outdated');
    expect(await store.keepHealth(poleId, health(3))).toBe('outdated');
    expect(await store.keepHealth(poleId, health(2))).toBe('kept');
    expect((await store.find(poleId)).health).toEqual(health(2));
  });

  const hour = 3_600_000;
  it.each([
    ['the next connection', [2000, 6, true], [1000, 5, true], 'kept'],
    ['a connection before', [2000, 4, true], [1000, 5, true], 'outdated'],
    ['the end of the connection', [2000, 5, false], [1000, 5, true], 'kept'],
    ['the start of a connection that has ended', [1000, 5, true], [2000, 5, false], 'outdated'],
    ['the same event again', [1000, 5, false], [1000, 5, false], 'outdated'],
    ['the first after more than an hour', [10 * hour, 0, true], [8 * hour, 5, false], 'kept'],
    ['one of hours ago with a higher number', [8 * hour, 5, false], [10 * hour, 0, true], 'outdated'],
  ] as const)('finds %s outdated or not', async (__, event, known, expected) => {
    const { store, poleId } = makeOne();
    const connection = ([at, versionNumber, isConnected]: readonly [number, number, boolean]) => ({
      at,
      versionNumber,
      isConnected,
    });
    expect(await store.keepConnection(poleId, connection(known))).toBe('kept');

    expect(await store.keepConnection(poleId, connection(event))).toBe(expected);
  });
});

describe('dynamoPoleStateStore', () => {
  it('begins anew a health that it cannot read, and goes on counting', async () => {
    const store = dynamoPoleStateStore(table);
    const health = { revision: 7, marks: { rusty: {} }, untold: [] };
    await put({ kind: 'pole-state', id: 'odd-pole', health });

    const read = (await store.find('odd-pole')).health;

    expect(read).toEqual({ revision: 7, marks: {}, untold: [] });
    expect(await store.keepHealth('odd-pole', { ...read, revision: 8 })).toBe('kept');
  });
});

describe('dynamoPoleList', () => {
  it('lists the poles of the zone file with what they said, and no others', async () => {
    await put({ kind: 'pole', id: 'nk-pole-01', place: bridge });
    await put({ kind: 'pole', id: 'nk-pole-02', place: bridge });
    await put({ kind: 'pole-state', id: 'nk-pole-02', heartbeat: { firmware: '2.1.0' }, heartbeatAt: 1000 });
    await put({ kind: 'pole-state', id: 'gone-pole', heartbeat: {}, heartbeatAt: 1000 });

    const listed = await dynamoPoleList(table).list();

    expect(listed.map(({ poleId, place, state }) => [poleId, place, state.heartbeat?.told])).toEqual([
      ['nk-pole-01', bridge, undefined],
      ['nk-pole-02', bridge, { firmware: '2.1.0' }],
    ]);
  });
});
