import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BacklogStore } from '../../lambdas/cameras/backlog-store.ts';
import { emptyState } from '../../lambdas/cameras/camera-state.ts';
import { CursorLostError, type CursorStore } from '../../lambdas/cameras/cursor-store.ts';
import { dynamoBacklogStore } from '../../lambdas/cameras/dynamo-backlog-store.ts';
import { dynamoCursorStore } from '../../lambdas/cameras/dynamo-cursor-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { memoryCursorStore } from '../memory/cursor-store.ts';
import { makeTable } from '../memory/make-table.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

interface Stores {
  readonly cursors: CursorStore;
  readonly backlogs: BacklogStore;
}

function inMemory(): Stores {
  const cursors = memoryCursorStore();
  return { cursors, backlogs: cursors.backlogs };
}

let cameras = 0;
const left = (from: number, to: number) => ({ to, state: emptyState(from) });

describe.each<[string, () => Stores]>([
  ['in memory', inMemory],
  ['in DynamoDB', () => ({ cursors: dynamoCursorStore(table), backlogs: dynamoBacklogStore(table) })],
])('a backlog store %s', (_where, makeStores) => {
  /** A camera that stands at 1,000 and is held by `live`. */
  const makeCamera = async () => {
    const { cursors, backlogs } = makeStores();
    const cameraId = `nk-cam-${++cameras}`;
    const live = (now: number) =>
      cursors.lease({ cameraId, owner: 'live', now, until: now + 100, startAt: 1_000 });
    await live(10);
    const leave = (from: number, to: number) =>
      cursors.leaveBehind({
        cameraId,
        owner: 'live',
        watchedTo: from,
        left: left(from, to),
        state: emptyState(to),
      });
    const lease = (owner: string, now: number) =>
      backlogs.lease({ cameraId, owner, now, until: now + 100, askedUntil: now + 500 });
    return { cursors, backlogs, cameraId, live, leave, lease };
  };

  it('has nothing of a camera that is live, nor of one nobody knows', async () => {
    const { lease, backlogs } = await makeCamera();

    expect(await lease('a', 20)).toBeUndefined();
    expect(
      await backlogs.lease({ cameraId: 'nobody', owner: 'a', now: 1, until: 2, askedUntil: 3 }),
    ).toBeUndefined();
  });

  it('moves the live cursor over what is left behind, and both go on apart', async () => {
    const { cursors, cameraId, leave, lease, live } = await makeCamera();

    await leave(1_000, 9_000);
    expect(await lease('a', 20)).toEqual(left(1_000, 9_000));
    await cursors.advance({ cameraId, owner: 'live', watchedTo: 9_000, state: emptyState(9_500) });

    expect(await live(30)).toEqual({ state: emptyState(9_500), backlogCount: 1, isBacklogIdle: false });
    expect(await lease('a', 40)).toEqual(left(1_000, 9_000));
  });

  it('leaves nothing behind for one who lost the camera', async () => {
    const { cursors, cameraId, lease } = await makeCamera();
    await cursors.lease({ cameraId, owner: 'thief', now: 200, until: 300, startAt: 0 });
    const step = { cameraId, owner: 'live', watchedTo: 1_000, state: emptyState(9_000) };

    await expect(cursors.leaveBehind({ ...step, left: left(1_000, 9_000) })).rejects.toThrow(CursorLostError);

    expect(await lease('a', 210)).toBeUndefined();
  });

  it('gives it to one at a time, who may take it again, and to another when the first is gone', async () => {
    const { backlogs, cameraId, leave, lease } = await makeCamera();
    await leave(1_000, 9_000);

    expect(await lease('a', 20)).toBeDefined();
    expect(await lease('b', 120)).toBeUndefined();
    expect(await lease('a', 100)).toBeDefined();
    expect(await lease('b', 201)).toBeDefined();
    await backlogs.release({ cameraId, owner: 'a' });
    expect(await lease('a', 202)).toBeUndefined();
    await backlogs.release({ cameraId, owner: 'b' });
    expect(await lease('a', 203)).toBeDefined();
  });

  it('moves on step by step, and when one is done the next one comes', async () => {
    const { backlogs, cameraId, leave, lease, live } = await makeCamera();
    await leave(1_000, 9_000);
    await leave(9_000, 12_000);
    await lease('a', 20);
    const held = { cameraId, owner: 'a' };

    await backlogs.advance({ ...held, watchedTo: 1_000, state: emptyState(5_000) });
    expect(await lease('a', 30)).toEqual(left(5_000, 9_000));
    await backlogs.advance({ ...held, watchedTo: 5_000 });
    expect(await lease('a', 40)).toEqual(left(9_000, 12_000));
    await backlogs.advance({ ...held, watchedTo: 9_000 });

    expect(await lease('a', 50)).toBeUndefined();
    expect(await live(60)).toMatchObject({ backlogCount: 0, isBacklogIdle: false });
  });

  it.each([
    ['who lost it', 'b', 1_000],
    ['where it does not stand', 'a', 999],
  ])('does not move for one %s', async (_case, owner, watchedTo) => {
    const { backlogs, cameraId, leave, lease } = await makeCamera();
    await leave(1_000, 9_000);
    await lease('a', 20);

    const wrong = backlogs.advance({ cameraId, owner, watchedTo, state: emptyState(5_000) });

    await expect(wrong).rejects.toThrow(CursorLostError);
    expect(await lease('a', 30)).toEqual(left(1_000, 9_000));
  });

  it('says that it lies idle until somebody is asked, and again when nobody came', async () => {
    const { backlogs, cameraId, leave, lease, live } = await makeCamera();
    const isIdle = async (now: number) => {
      const leased = await live(now);
      return leased !== 'busy' && leased.isBacklogIdle;
    };
    await leave(1_000, 9_000);

    expect(await isIdle(20)).toBe(true);
    await backlogs.markAsked({ cameraId, until: 100 });
    expect(await isIdle(100)).toBe(false);
    expect(await isIdle(101)).toBe(true);
    await lease('a', 110);
    await backlogs.release({ cameraId, owner: 'a' });
    expect(await isIdle(610)).toBe(false);
    expect(await isIdle(611)).toBe(true);
  });
});
