import { matchPlate, type PlateMatch, possibleNumbers, type SeenPlate } from './match.ts';
import { isExpired, type PlateEntry } from './watchlist-entry.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface FoundMatch {
  readonly entry: PlateEntry;
  readonly plate: PlateMatch;
}

export type PlateLookup = Pick<WatchlistStore, 'findPlates' | 'findPatterns' | 'listPlates'>;

/**
 * The entries that a plate on the street fits. Two small queries for a sure reading: its number, and the entries with
 * open signs; one more for each number that it may be instead (about thirty for the worst reading that is kept, none for most).
 * Nothing is cached, so that what was removed matches nothing from then on.
 */
export async function findPlateMatches(
  seen: SeenPlate,
  now: number,
  watchlist: PlateLookup,
): Promise<readonly FoundMatch[]> {
  return (await judgePlate(seen, now, watchlist)).filter(({ entry }) => !isExpired(entry, now));
}

/** As `findPlateMatches`, with the entries that it would fit if they had not expired and are not removed yet. */
export async function judgePlate(
  seen: SeenPlate,
  now: number,
  watchlist: PlateLookup,
): Promise<readonly FoundMatch[]> {
  const entries = await lookUp(seen, watchlist);
  return entries.flatMap((entry) => {
    const { expiresAt: _, ...endless } = entry;
    const plate = matchPlate(endless, seen, now);
    return plate === undefined ? [] : [{ entry, plate }];
  });
}

async function lookUp(seen: SeenPlate, watchlist: PlateLookup): Promise<readonly PlateEntry[]> {
  // Keys begin with the series, so a plate without a readable one is compared with all entries; that is rare.
  if (seen.letters === '' && seen.class !== 'lao') return watchlist.listPlates();
  const numbers = [seen, ...possibleNumbers(seen)];
  const found = await Promise.all([
    ...numbers.map((number) => watchlist.findPlates(number)),
    watchlist.findPatterns(),
  ]);
  return found.flat();
}
