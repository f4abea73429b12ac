import type { PlateText } from '../plates/plate.ts';
import { isExpired, type PersonEntry, type PlateEntry } from './watchlist-entry.ts';

/**
 * Whether a plate on the street is the one on the list: letters and digits exactly, and the province unless one of
 * both does not know it (the province line is the first to become unreadable, and `กข 1234` exists in each).
 */
export function fitsPlate(entry: PlateEntry, seen: PlateText, now: number): boolean {
  return (
    !isExpired(entry, now) &&
    entry.letters === seen.letters &&
    entry.digits === seen.digits &&
    (entry.province === null || seen.province === null || entry.province === seen.province)
  );
}

/** Whether a similarity to this person calls for an alert; staff on the list are known and never alert. */
export function fitsPerson(
  entry: PersonEntry,
  similarityPercent: number,
  { now, faceAlertPercent }: { readonly now: number; readonly faceAlertPercent: number },
): boolean {
  return !isExpired(entry, now) && entry.category !== 'staff-ignore' && similarityPercent >= faceAlertPercent;
}
