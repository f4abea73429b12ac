import type { AuditLog } from './audit-log.ts';
import { type PlateEntry, plateEntryId } from './watchlist-entry.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface AddPlatePorts {
  readonly watchlist: WatchlistStore;
  readonly audit: AuditLog;
}

/** Puts a plate on the watchlist, or replaces its entry; the audit row stands before the entry takes effect. */
export async function addPlate(
  plate: Omit<PlateEntry, 'version' | 'kind' | 'entryId'>,
  { watchlist, audit }: AddPlatePorts,
): Promise<PlateEntry> {
  const entry: PlateEntry = { version: 1, kind: 'plate', entryId: plateEntryId(plate), ...plate };
  await audit.record({
    subject: `plate#${entry.entryId}`,
    at: entry.addedAt,
    action: 'add',
    by: entry.addedBy,
    reason: entry.reason,
    category: entry.category,
  });
  await watchlist.put(entry);
  return entry;
}
