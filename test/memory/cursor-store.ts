import { type CameraState, cameraState, emptyState } from '../../lambdas/cameras/camera-state.ts';
import { CursorLostError, type CursorStore } from '../../lambdas/cameras/cursor-store.ts';

interface Cursor {
  readonly state: CameraState;
  readonly lease?: { readonly owner: string; readonly until: number } | undefined;
}

export interface MemoryCursorStore extends CursorStore {
  readonly kept: ReadonlyMap<string, Cursor>;
}

export function memoryCursorStore(): MemoryCursorStore {
  const kept = new Map<string, Cursor>();
  return {
    kept,
    lease: async ({ cameraId, owner, now, until, startAt }) => {
      const { state, lease } = kept.get(cameraId) ?? { state: emptyState(startAt) };
      if (lease !== undefined && lease.owner !== owner && lease.until >= now) return 'busy';
      kept.set(cameraId, { state, lease: { owner, until } });
      return state;
    },
    advance: async ({ cameraId, owner, watchedTo, state }) => {
      const cursor = kept.get(cameraId);
      if (cursor?.lease?.owner !== owner || cursor.state.watchedTo !== watchedTo) {
        throw new CursorLostError(`camera ${cameraId} was taken over`);
      }
      // Through JSON and the schema, as a table would keep it.
      kept.set(cameraId, { state: cameraState.parse(JSON.parse(JSON.stringify(state))) });
    },
    release: async ({ cameraId, owner }) => {
      const cursor = kept.get(cameraId);
      if (cursor?.lease?.owner === owner) kept.set(cameraId, { state: cursor.state });
    },
  };
}
