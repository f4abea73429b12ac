import { isWholeNumber, knownSigns, type PlatePattern, parsePlatePattern } from '../plates/plate-pattern.ts';
import type { PlateAcceptance } from './watchlist-entry.ts';

/** The plate cannot stand on the watchlist as it was written; the message says why. */
export class WatchedPlateError extends Error {
  override readonly name = 'WatchedPlateError';
}

/** Two known signs fit one car in a hundred or more: nobody could follow so many alerts. */
const leastKnownSigns = 3;

/** The plate or pattern of an entry. Throws PlateFormatError and WatchedPlateError. */
export function parseWatchedPlate(
  text: string,
  accepts?: PlateAcceptance,
): PlatePattern & { readonly accepts?: PlateAcceptance } {
  const pattern = parsePlatePattern(text);
  if (isWholeNumber(pattern)) return accepts === undefined ? pattern : { ...pattern, accepts };
  if (knownSigns(pattern) < leastKnownSigns)
    throw new WatchedPlateError(`"${text}" fits too many cars: give at least ${leastKnownSigns} signs`);
  if (accepts !== undefined && accepts !== 'exact')
    throw new WatchedPlateError('what else is taken is for whole plates: with open signs, what fits them is');
  return pattern;
}
