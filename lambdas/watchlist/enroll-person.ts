import type { AuditLog } from './audit-log.ts';
import { checkPhotos } from './check-photos.ts';
import type { FaceCollection, PhotoVerdict } from './face-collection.ts';
import type { PhotoChecker } from './photo-checker.ts';
import type { PersonEntry } from './watchlist-entry.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface EnrollPersonPorts {
  readonly watchlist: WatchlistStore;
  readonly faces: FaceCollection;
  readonly photos: PhotoChecker;
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
 * Puts a person on the watchlist: the good photos' vectors first, the entry last, so that a person who is half
 * enrolled matches nobody; the audit row stands before the entry takes effect. May be repeated, also to add photos.
 * Throws NoUsablePhotoError.
 */
export async function enrollPerson(
  { entry, photos }: EnrollPersonParams,
  ports: EnrollPersonPorts,
): Promise<readonly PhotoVerdict[]> {
  const { watchlist, audit } = ports;
  const verdicts = await addGoodPhotos(entry.entryId, photos, ports);
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

/** Photos that are not good enough never reach the collection, which may still refuse some of the others. */
async function addGoodPhotos(
  entryId: string,
  photos: readonly Uint8Array[],
  { faces, photos: checker }: EnrollPersonPorts,
): Promise<readonly PhotoVerdict[]> {
  const checks = await checkPhotos(photos, checker);
  const good = photos.filter((_, i) => checks[i] === 'good');
  const added = good.length === 0 ? [] : [...(await faces.addPhotos(entryId, good))];
  return checks.map((check) => (check === 'good' ? (added.shift() ?? 'no-face') : check));
}
