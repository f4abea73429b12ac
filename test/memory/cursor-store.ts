import { type Backlog, backlog } from '../../lambdas/cameras/backlog.ts';
import type { BacklogStore } from '../../lambdas/cameras/backlog-store.ts';
import { type CameraState, cameraState, emptyState } from '../../lambdas/cameras/camera-state.ts';
import { CursorLostError, type CursorStore } from '../../lambdas/cameras/cursor-store.ts';

interface Lease {
  readonly owner: string;
  readonly until: number;
}

interface Cursor {
  readonly state: CameraState;
  readonly lease?: Lease | undefined;
  readonly left?: readonly Backlog[] | undefined;
  readonly leftLease?: Lease | undefined;
  readonly askedUntil?: number;
}

export interface MemoryCursorStore extends CursorStore {
  readonly kept: ReadonlyMap<string, Cursor>;
  /** What the cameras left behind, in the same records. */
  readonly backlogs: BacklogStore;
}

export function memoryCursorStore(): MemoryCursorStore {
  const kept = new Map<string, Cursor>();
  const change = (cameraId: string, part: Partial<Cursor>) => {
    const cursor = kept.get(cameraId);
    if (cursor !== undefined) kept.set(cameraId, { ...cursor, ...part });
  };
  const isFree = (
    lease: Lease | undefined,
    { owner, now }: { readonly owner: string; readonly now: number },
  ) => lease === undefined || lease.owner === owner || lease.until < now;
  const check = (cameraId: string, { owner, watchedTo }: { owner: string; watchedTo: number }) => {
    const cursor = kept.get(cameraId);
    if (cursor?.lease?.owner !== owner || cursor.state.watchedTo !== watchedTo) {
      throw new CursorLostError(`camera ${cameraId} was taken over`);
    }
    return cursor;
  };
  return {
    kept,
    lease: async ({ cameraId, owner, now, until, startAt }) => {
      const cursor = kept.get(cameraId) ?? { state: emptyState(startAt) };
      if (!isFree(cursor.lease, { owner, now })) return 'busy';
      kept.set(cameraId, { ...cursor, lease: { owner, until } });
      const { state, left = [], leftLease, askedUntil = 0 } = cursor;
      const isIdle = left.length > 0 && Math.max(leftLease?.until ?? 0, askedUntil) < now;
      return { state, backlogCount: left.length, isBacklogIdle: isIdle };
    },
    advance: async ({ cameraId, owner, watchedTo, state }) => {
      check(cameraId, { owner, watchedTo });
      change(cameraId, { state: asStored(cameraState, state), lease: undefined });
    },
    leaveBehind: async ({ cameraId, owner, watchedTo, state, left }) => {
      const cursor = check(cameraId, { owner, watchedTo });
      const all = [...(cursor.left ?? []), asStored(backlog, left)];
      change(cameraId, { state: asStored(cameraState, state), left: all });
    },
    release: async ({ cameraId, owner }) => {
      if (kept.get(cameraId)?.lease?.owner === owner) change(cameraId, { lease: undefined });
    },
    backlogs: {
      lease: async ({ cameraId, owner, now, until, askedUntil }) => {
        const { left: [first] = [], leftLease } = kept.get(cameraId) ?? {};
        if (first === undefined || !isFree(leftLease, { owner, now })) return undefined;
        change(cameraId, { leftLease: { owner, until }, askedUntil });
        return first;
      },
      advance: async ({ cameraId, owner, watchedTo, state }) => {
        const { left: [first, ...rest] = [], leftLease } = kept.get(cameraId) ?? {};
        if (leftLease?.owner !== owner || first?.state.watchedTo !== watchedTo) {
          throw new CursorLostError(`the backlog of ${cameraId} was taken over`);
        }
        const moved = state && [{ ...first, state: asStored(cameraState, state) }];
        change(cameraId, { left: [...(moved ?? []), ...rest] });
      },
      release: async ({ cameraId, owner }) => {
        if (kept.get(cameraId)?.leftLease?.owner === owner) change(cameraId, { leftLease: undefined });
      },
      markAsked: async ({ cameraId, until }) => {
        if ((kept.get(cameraId)?.left ?? []).length > 0) change(cameraId, { askedUntil: until });
      },
    },
  };
}

/** Through JSON and the schema, as a table would keep it. */
function asStored<Value>(schema: { parse(value: unknown): Value }, value: unknown): Value {
  return schema.parse(JSON.parse(JSON.stringify(value)));
}
