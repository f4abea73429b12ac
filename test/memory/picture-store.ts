import type { PictureStore } from '../../lambdas/sightings/picture-store.ts';

export interface MemoryPictureStore extends PictureStore {
  readonly kept: ReadonlyMap<string, Uint8Array>;
}

export function memoryPictureStore(): MemoryPictureStore {
  const kept = new Map<string, Uint8Array>();
  return {
    kept,
    put: async (key, jpeg) => void kept.set(key, jpeg),
    get: async (key) => kept.get(key),
    delete: async (keys) => {
      for (const key of keys) kept.delete(key);
    },
  };
}
