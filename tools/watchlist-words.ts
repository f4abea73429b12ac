import { z } from 'zod';
import { CorrectionRefusedError } from '../lambdas/watchlist/correct-match.ts';
import { NoUsablePhotoError } from '../lambdas/watchlist/enroll-person.ts';
import { ExpiryError } from '../lambdas/watchlist/expiry.ts';
import { photoWords } from '../lambdas/watchlist/photo-words.ts';
import { WatchedPlateError } from '../lambdas/watchlist/watched-plate.ts';

/** What was asked for cannot be done; the message says why in plain words. */
export class WatchlistCommandError extends Error {
  override readonly name = 'WatchlistCommandError';
}

/** Throws WatchlistCommandError for an agency that no recipient belongs to: nobody would be told. */
export function checkAgencies(given: readonly string[] = [], known: readonly string[]): void {
  const unknown = given.find((agency) => !known.includes(agency));
  if (unknown === undefined) return;
  const choice = known.length === 0 ? 'there are no recipients' : `there are: ${known.join(', ')}`;
  throw new WatchlistCommandError(`"${unknown}" is no agency of the recipients; ${choice}`);
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
    return `no photo can be used\n${error.verdicts.map((verdict) => photoWords[verdict].en).join('\n')}`;
  }
  if (!(error instanceof Error)) return undefined;
  if (error instanceof ExpiryError || error instanceof CorrectionRefusedError) return error.message;
  if (error instanceof WatchedPlateError) return error.message;
  if ('code' in error && error.code === 'ENOENT' && 'path' in error) return `there is no file ${error.path}`;
  if (error.name === 'ResourceNotFoundException') {
    return `the zone's table or face collection is not there: ${error.message}`;
  }
  return undefined;
}
