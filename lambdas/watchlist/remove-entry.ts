import type { AuditLog } from './audit-log.ts';
import type { FaceCollection } from './face-collection.ts';
import type { WatchlistEntry } from './watchlist-entry.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface RemoveEntryPorts {
  readonly watchlist: WatchlistStore;
  readonly faces: FaceCollection;
  readonly audit: AuditLog;
}

export interface RemoveEntryParams {
  readonly kind: WatchlistEntry['kind'];
  readonly entryId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
}

/**
 * Takes an entry off the watchlist, with every vector of a person. The entry goes first, so that nothing matches it
 * from then on; vectors are deleted even without an entry, so a removal that died half way can be repeated.
 */
export async function removeEntry(
  { kind, entryId, at, by, reason }: RemoveEntryParams,
  { watchlist, faces, audit }: RemoveEntryPorts,
): Promise<'removed' | 'absent'> {
  await audit.record({ subject: `${kind}#${entryId}`, at, action: 'remove', by, reason });
  const outcome = await watchlist.remove(kind, entryId);
  if (kind === 'person') await faces.removePerson(entryId);
  return outcome;
}
