import type { StrangerFaces, StrangerRemoval } from '../../lambdas/faces/stranger-faces.ts';
import type { StrangerStore } from '../../lambdas/sightings/stranger-store.ts';
import type { StrangerVisit } from '../../lambdas/sightings/stranger-visit.ts';

export interface MemoryStrangerStore extends StrangerStore {
  readonly kept: readonly StrangerVisit[];
}

export function memoryStrangerStore(before: readonly StrangerVisit[] = []): MemoryStrangerStore {
  const kept = [...before];
  return {
    kept,
    create: async (visit) => {
      if (kept.some(({ cameraId, visitId }) => cameraId === visit.cameraId && visitId === visit.visitId))
        return 'existed';
      kept.push(visit);
      return 'created';
    },
    listByCamera: async (cameraId, now) =>
      kept
        .filter((visit) => visit.cameraId === cameraId && visit.expiresAt * 1000 > now)
        .toSorted((a, b) => b.lastSeenAt - a.lastSeenAt),
  };
}

export interface MemoryStrangerFaces extends StrangerFaces, StrangerRemoval {
  /** The face of each stranger. */
  readonly known: ReadonlyMap<string, number>;
  /** What was called, in order. */
  readonly calls: readonly ('search' | 'remember')[];
}

/** Two pictures show the same face when their first byte is the same. */
export function memoryStrangerFaces(): MemoryStrangerFaces {
  const known = new Map<string, number>();
  const calls: ('search' | 'remember')[] = [];
  return {
    known,
    calls,
    search: async ([face]) => {
      calls.push('search');
      return [...known].filter(([, other]) => other === face).map(([strangerId]) => strangerId);
    },
    remember: async (strangerId, [face]) => {
      calls.push('remember');
      if (face === undefined) return 'refused';
      known.set(strangerId, face);
      return 'kept';
    },
    removeWhere: async (isOver) => {
      const over = [...known.keys()].filter(isOver);
      for (const strangerId of over) known.delete(strangerId);
      return over.length;
    },
  };
}
