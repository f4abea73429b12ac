import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emptyState } from '../../lambdas/cameras/camera-state.ts';
import { CursorLostError, type CursorStore } from '../../lambdas/cameras/cursor-store.ts';
import { dynamoCursorStore } from '../../lambdas/cameras/dynamo-cursor-store.ts';
import { tableKeys } from '../../lambdas/zone/records.ts';
import { memoryCursorStore } from '../memory/cursor-store.ts';
import { makeTable } from '../memory/make-table.ts';
import { makePlateReading } from '../plates/make-plate-reading.ts';
import { makeUnreadPlate } from '../plates/make-unread-plate.ts';

let table: Awaited<ReturnType<typeof makeTable>>;
beforeAll(async () => {
  table = await makeTable(tableKeys.registry);
});
afterAll(() => table.close());

let cameras = 0;

describe.each<[string, () => CursorStore]>([
  ['in memory', memoryCursorStore],
  ['in DynamoDB', () => dynamoCursorStore(table)],
])('a cursor store %s', (_where, makeStore) => {
  const makeCursor = () => {
    const store = makeStore();
    const cameraId = `nk-cam-${++cameras}`;
    const lease = (owner: string, now: number, startAt = 1_000) =>
      store.lease({ cameraId, owner, now, until: now + 100, startAt });
    return { store, cameraId, lease };
  };

  it('lets a new camera stand where its first watcher began', async () => {
    const { lease } = makeCursor();

    expect(await lease('a', 10, 1_000)).toMatchObject({ state: emptyState(1_000) });
    expect(await lease('b', 200, 9_000)).toMatchObject({ state: emptyState(1_000) });
  });

  it('gives a camera to one watcher at a time', async () => {
    const { lease } = makeCursor();
    await lease('a', 10);

    expect(await lease('b', 50)).toBe('busy');
    expect(await lease('b', 110)).toBe('busy');
    expect(await lease('b', 111)).not.toBe('busy');
    expect(await lease('a', 112)).toBe('busy');
  });

  it('keeps the open passes of a window for the next one', async () => {
    const { store, cameraId, lease } = makeCursor();
    const box = { x: 1.5, y: 2, width: 3, height: 4 };
    const seen = { firstSeenAt: 1, lastSeenAt: 2, box, stands: { box, since: 1 }, told: false };
    const state = {
      version: 1,
      watchedTo: 2_000,
      faces: [
        {
          ...seen,
          passId: 'face-1',
          velocity: { x: 0, y: -1 },
          shots: [{ takenAt: 2, sizePixels: 50, score: 9.5 }],
        },
      ],
      plates: [
        {
          ...seen,
          passId: 'plate-1',
          velocity: { x: 0, y: 0 },
          shots: [
            { takenAt: 2, reading: makePlateReading({ province: null }) },
            { takenAt: 1, reading: makeUnreadPlate() },
          ],
        },
      ],
    } as const;
    await lease('a', 10);

    await store.advance({ cameraId, owner: 'a', watchedTo: 1_000, state });

    expect(await lease('b', 11)).toEqual({ state, backlogCount: 0, isBacklogIdle: false });
  });

  it('does not move for one who lost the camera', async () => {
    const { store, cameraId, lease } = makeCursor();
    await lease('a', 10);
    await lease('b', 200);

    const late = store.advance({ cameraId, owner: 'a', watchedTo: 1_000, state: emptyState(2_000) });

    await expect(late).rejects.toThrow(CursorLostError);
  });

  it('does not move from a place where the camera does not stand', async () => {
    const { store, cameraId, lease } = makeCursor();
    await lease('a', 10);

    const wrong = store.advance({ cameraId, owner: 'a', watchedTo: 999, state: emptyState(2_000) });

    await expect(wrong).rejects.toThrow(CursorLostError);
  });

  it('gives the camera back, unless another has it', async () => {
    const { store, cameraId, lease } = makeCursor();
    await lease('a', 10);
    await store.release({ cameraId, owner: 'b' });
    const stillHeld = await lease('b', 20);

    await store.release({ cameraId, owner: 'a' });

    expect(stillHeld).toBe('busy');
    expect(await lease('b', 20)).toMatchObject({ state: emptyState(1_000) });
  });
});
