import { fitsPattern, type PlatePattern } from '../plates/plate-pattern.ts';
import { type RemoveEntryPorts, removeEntry } from '../watchlist/remove-entry.ts';
import { plateEntryId } from '../watchlist/watchlist-entry.ts';
import type { PictureStore } from './picture-store.ts';
import type { Sighting } from './sighting.ts';
import type { SightingEraser } from './sighting-eraser.ts';

export type DataSubject =
  | { readonly kind: 'person'; readonly personId: string }
  | { readonly kind: 'plate'; readonly plate: PlatePattern };

export interface EraseSubjectParams {
  readonly subject: DataSubject;
  readonly by: string;
  readonly reason: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface EraseSubjectPorts extends RemoveEntryPorts {
  readonly eraser: SightingEraser;
  readonly pictures: Pick<PictureStore, 'delete'>;
}

export interface Erased {
  readonly sightingCount: number;
  readonly pictureCount: number;
}

/**
 * Deletes what is kept of a person or a plate: the entry of the watchlist with its vectors, corrections and waiting
 * photos, then every sighting that names it with its picture. Incidents, their evidence and the audit stay until their
 * own time is over. The audit row stands before anything is deleted; may be repeated.
 */
export async function eraseSubject(
  { subject, by, reason, at }: EraseSubjectParams,
  ports: EraseSubjectPorts,
): Promise<Erased> {
  const { kind } = subject;
  const entryId = kind === 'person' ? subject.personId : plateEntryId(subject.plate);
  await ports.audit.record({ subject: `${kind}#${entryId}`, at, action: 'erase', by, reason });
  await removeEntry({ kind, entryId, at, by, reason }, ports);
  let [sightingCount, pictureCount] = [0, 0];
  for await (const sighting of ports.eraser.all()) {
    if (!isOf(sighting, subject)) continue;
    const { pictureKey, sightingId } = sighting;
    // The record names its picture, so it goes last: a repeat finds what a crash left.
    if (pictureKey !== undefined) {
      await ports.pictures.delete([pictureKey]);
      pictureCount++;
    }
    await ports.eraser.erase(sightingId);
    sightingCount++;
  }
  return { sightingCount, pictureCount };
}

/** A plate's sightings are those that were read so, or may have been: as the likeliest reading or another. */
export function isOf(sighting: Sighting, subject: DataSubject): boolean {
  if (subject.kind === 'person')
    return sighting.kind === 'face' && sighting.persons.some(({ entryId }) => entryId === subject.personId);
  if (sighting.kind === 'face') return false;
  const readings =
    sighting.kind === 'plate' ? [sighting.plate, ...(sighting.plate.candidates ?? [])] : sighting.candidates;
  return readings.some((reading) => fitsPattern(subject.plate, reading));
}
