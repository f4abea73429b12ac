import { isWholeNumber } from '../../lambdas/plates/plate-pattern.ts';
import type { PersonEntry, PlateEntry, WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import type { WatchlistStore } from '../../lambdas/watchlist/watchlist-store.ts';

export function memoryWatchlistStore(entries: readonly WatchlistEntry[] = []): WatchlistStore {
  const kept = new Map(entries.map((entry) => [`${entry.kind}#${entry.entryId}`, entry]));
  const all = () => [...kept.values()];
  const plates = () => all().filter((entry): entry is PlateEntry => entry.kind === 'plate');
  return {
    findPlates: async ({ letters, digits }) =>
      plates().filter((entry) => entry.letters === letters && entry.digits === digits),
    findPatterns: async () => plates().filter((entry) => !isWholeNumber(entry)),
    listPlates: async () => plates(),
    findPerson: async (entryId) =>
      all().find((entry): entry is PersonEntry => entry.kind === 'person' && entry.entryId === entryId),
    list: async () => all(),
    put: async (entry) => void kept.set(`${entry.kind}#${entry.entryId}`, entry),
    remove: async (kind, entryId) => (kept.delete(`${kind}#${entryId}`) ? 'removed' : 'absent'),
  };
}
