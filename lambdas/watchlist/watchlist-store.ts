import type { Plate } from '../plates/plate.ts';
import type { PersonEntry, PlateEntry, WatchlistEntry } from './watchlist-entry.ts';

/** Whom and what the zone looks for. */
export interface WatchlistStore {
  /** Entries with these letters and digits, of every province, expired ones included. */
  findPlates(plate: Pick<Plate, 'letters' | 'digits'>): Promise<readonly PlateEntry[]>;
  /** Entries that leave signs of their plate open, expired ones included. */
  findPatterns(): Promise<readonly PlateEntry[]>;
  /** Every plate, expired ones included. */
  listPlates(): Promise<readonly PlateEntry[]>;
  findPerson(entryId: string): Promise<PersonEntry | undefined>;
  list(): Promise<readonly WatchlistEntry[]>;
  /** Writes or replaces. */
  put(entry: WatchlistEntry): Promise<void>;
  remove(kind: WatchlistEntry['kind'], entryId: string): Promise<'removed' | 'absent'>;
}
