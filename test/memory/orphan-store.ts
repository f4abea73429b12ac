import type { OrphanStore, Orphans } from '../../lambdas/watchlist/orphan-store.ts';

export function memoryOrphanStore(): OrphanStore {
  let kept: Orphans = {};
  return {
    read: async () => kept,
    write: async (orphans) => {
      kept = orphans;
    },
  };
}
