import type { AuditLog } from './audit-log.ts';
import type { FaceCollection, PhotoVerdict } from './face-collection.ts';
import type { PersonEntry } from './watchlist-entry.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface EnrollPersonPorts {
  readonly watchlist: WatchlistStore;
  readonly faces: FaceCollection;
  readonly audit: AuditLog;
}

export interface EnrollPersonParams {
  readonly entry: Omit<PersonEntry, 'version' | 'kind' | 'photoCount'>;
  readonly photos: readonly Uint8Array[];
}

/** No photo was good enough; nothing was kept. */
export class NoUsablePhotoError extends Error {
  override readonly name = 'NoUsablePhotoError';
  readonly verdicts: readonly PhotoVerdict[];

  constructor(verdicts: readonly PhotoVerdict[]) {
    super(`no photo can be used: ${verdicts.join(', ')}`);
    this.verdicts = verdicts;
  }
}

/**
 * Puts a person on the watchlist: vectors first, the entry last, so that a person who is half enrolled matches
 * nobody; the audit row stands before the entry takes effect. May be repeated, also to add photos.
 * Throws NoUsablePhotoError.
 */
export async function enrollPerson(
  { entry, photos }: EnrollPersonParams,
  { watchlist, faces, audit }: EnrollPersonPorts,
): Promise<readonly PhotoVerdict[]> {
  const verdicts = await faces.addPhotos(entry.entryId, photos);
  const photoCount = verdicts.filter((verdict) => verdict === 'enrolled').length;
  if (photoCount === 0) throw new NoUsablePhotoError(verdicts);
  await audit.record({
    subject: `person#${entry.entryId}`,
    at: entry.addedAt,
    action: 'add',
    by: entry.addedBy,
    reason: entry.reason,
    category: entry.category,
    photoCount,
  });
  await watchlist.put({ version: 1, kind: 'person', photoCount, ...entry });
  return verdicts;
}
