import type { Correction } from '../../lambdas/watchlist/correction.ts';
import type { CorrectionStore } from '../../lambdas/watchlist/correction-store.ts';

export function memoryCorrectionStore(corrections: readonly Correction[] = []): CorrectionStore {
  const kept = new Map(corrections.map((each) => [each.entryId, each]));
  return {
    put: async (correction) => void kept.set(correction.entryId, correction),
    list: async () => [...kept.values()],
    remove: async (entryId) => (kept.delete(entryId) ? 'removed' : 'absent'),
  };
}
