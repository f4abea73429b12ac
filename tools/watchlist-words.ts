import { z } from 'zod';
import {
  isWholeNumber,
  knownSigns,
  type PlatePattern,
  parsePlatePattern,
} from '../lambdas/plates/plate-pattern.ts';
import { NoUsablePhotoError } from '../lambdas/watchlist/enroll-person.ts';
import type { PhotoVerdict } from '../lambdas/watchlist/face-collection.ts';
import type { PlateAcceptance } from '../lambdas/watchlist/watchlist-entry.ts';

/** What was asked for cannot be done; the message says why in plain words. */
export class WatchlistCommandError extends Error {
  override readonly name = 'WatchlistCommandError';
}

const verdictText: Readonly<Record<PhotoVerdict, string>> = {
  enrolled: 'enrolled',
  'no-face': 'not used: no face found',
  'two-faces': 'not used: more than one face; cut the person out',
  'too-small': 'not used: the face is too small; it should be at least 50 pixels wide',
  blurred: 'not used: the face is blurred',
  'too-dark': 'not used: the face is too dark',
  'turned-away': 'not used: the face is turned away',
  'other-person': 'not used: it looks like another person than the other photos',
  unreadable: 'not used: not a JPEG or PNG of at most 5 MB',
};

/** One line per photo. */
export function describePhotos(files: readonly string[], verdicts: readonly PhotoVerdict[]): string {
  return verdicts.map((verdict, i) => `${files[i] ?? 'photo'}: ${verdictText[verdict]}\n`).join('');
}

/** The end of a day in Thailand (UTC+7, no summer time), in epoch seconds. Throws WatchlistCommandError. */
export function parseExpiry(date: string, now: number): number {
  const end = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T23:59:59+07:00`) : Number.NaN;
  if (Number.isNaN(end)) throw new WatchlistCommandError(`"${date}" is no date: write it like 2027-01-31`);
  if (end <= now) throw new WatchlistCommandError(`${date} has passed`);
  return end / 1000;
}

/** Two known signs fit one car in a hundred or more: nobody could follow so many alerts. */
const leastKnownSigns = 3;

/** The plate or pattern of an entry. Throws PlateFormatError and WatchlistCommandError. */
export function parseWatchedPlate(
  text: string,
  accept?: PlateAcceptance,
): PlatePattern & { readonly accepts?: PlateAcceptance } {
  const pattern = parsePlatePattern(text);
  if (isWholeNumber(pattern)) return accept === undefined ? pattern : { ...pattern, accepts: accept };
  if (knownSigns(pattern) < leastKnownSigns)
    throw new WatchlistCommandError(`"${text}" fits too many cars: give at least ${leastKnownSigns} signs`);
  if (accept !== undefined && accept !== 'exact')
    throw new WatchlistCommandError('--accept is for whole plates: with open signs, what fits them is taken');
  return pattern;
}

/** Runs a command's action; throws WatchlistCommandError for what the user can put right, all else as it is. */
export async function inPlainWords(action: () => Promise<void>): Promise<void> {
  try {
    await action();
  } catch (cause) {
    const message = plainMessage(cause);
    throw message === undefined ? cause : new WatchlistCommandError(message, { cause });
  }
}

function plainMessage(error: unknown): string | undefined {
  if (error instanceof z.ZodError) return error.issues.map(({ message }) => message).join('; ');
  if (error instanceof NoUsablePhotoError) {
    return `no photo can be used\n${error.verdicts.map((verdict) => verdictText[verdict]).join('\n')}`;
  }
  if (!(error instanceof Error)) return undefined;
  if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `there is no file ${error.path}`;
  if (error.name === 'ResourceNotFoundException') {
    return `the zone's table or face collection is not there: ${error.message}`;
  }
  return undefined;
}
