import type { AuditLog } from './audit-log.ts';
import type { CorrectionStore } from './correction-store.ts';
import type { EnrollmentFolders } from './enrollment-folders.ts';
import type { FaceCollection } from './face-collection.ts';
import type { WatchlistEntry } from './watchlist-entry.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface RemoveEntryPorts {
  readonly watchlist: WatchlistStore;
  readonly faces: FaceCollection;
  readonly corrections: CorrectionStore;
  readonly folders: EnrollmentFolders;
  readonly audit: AuditLog;
}

export interface RemoveEntryParams {
  readonly kind: WatchlistEntry['kind'];
  readonly entryId: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  /** Leaves the person's enrollment folder: what lies there asks for a new entry. @default false */
  readonly keepsFolder?: boolean;
}

/**
 * Takes an entry off the watchlist; of a person also every vector, the corrections, and photos that still wait in the
 * enrollment folder. The entry goes first, so that nothing matches it from then on; the rest is deleted even without
 * an entry, so a removal that died half way can be repeated.
 */
export async function removeEntry(
  { kind, entryId, at, by, reason, keepsFolder = false }: RemoveEntryParams,
  ports: RemoveEntryPorts,
): Promise<'removed' | 'absent'> {
  await ports.audit.record({ subject: `${kind}#${entryId}`, at, action: 'remove', by, reason });
  const outcome = await ports.watchlist.remove(kind, entryId);
  if (kind !== 'person') return outcome;
  if (!keepsFolder) await ports.folders.remove(entryId);
  await removeFaces(entryId, ports);
  return outcome;
}

async function removeFaces(personId: string, { faces, corrections }: RemoveEntryPorts): Promise<void> {
  await faces.removePerson(personId);
  const own = (await corrections.list()).filter((correction) => correction.personId === personId);
  for (const { entryId } of own) await corrections.remove(entryId);
}
