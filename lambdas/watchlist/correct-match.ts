import { correctionUserId } from '../zone/face-users.ts';
import type { AuditLog } from './audit-log.ts';
import { type Correction, newCorrection } from './correction.ts';
import type { CorrectionStore } from './correction-store.ts';
import type { FaceCollection } from './face-collection.ts';
import type { WatchlistStore } from './watchlist-store.ts';

export interface CorrectMatchPorts {
  readonly watchlist: WatchlistStore;
  readonly corrections: CorrectionStore;
  readonly faces: FaceCollection;
  readonly audit: AuditLog;
}

export interface CorrectMatchParams {
  /** The entry that the face was taken for. */
  readonly personId: string;
  readonly sightingId: string;
  /** The sighting's picture, JPEG. */
  readonly picture: Uint8Array;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly by: string;
  readonly reason: string;
  readonly days: number;
}

/** Such a correction cannot be made; the message says why. */
export class CorrectionRefusedError extends Error {
  override readonly name = 'CorrectionRefusedError';
}

/** A false match rarely comes again after a season; a face that nobody asked to keep must not stay for good. */
export const defaultCorrectionDays = 90;

const secondsPerDay = 86_400;

/**
 * Keeps the face of a false match beside the person, so that it is told from them from now on. The audit row and the
 * record stand before the face, so no face is kept that nobody answers for; may be repeated. Throws
 * CorrectionRefusedError.
 */
export async function correctMatch(
  { personId, sightingId, picture, at, by, reason, days }: CorrectMatchParams,
  { watchlist, corrections, faces, audit }: CorrectMatchPorts,
): Promise<Correction> {
  if ((await watchlist.findPerson(personId)) === undefined)
    throw new CorrectionRefusedError(`${personId} is not on the watchlist`);
  const expiresAt = Math.floor(at / 1000) + days * secondsPerDay;
  const made = newCorrection({ personId, sightingId, by, reason, correctedAt: at, expiresAt });
  await audit.record({ subject: `person#${personId}`, at, action: 'correct', by, reason, query: sightingId });
  await corrections.put(made);
  const verdict = await faces.addLargestFace(made.entryId, picture);
  if (verdict === 'enrolled') return made;
  await corrections.remove(made.entryId);
  throw new CorrectionRefusedError(`the face of this sighting cannot be compared (${verdict})`);
}

export interface WithdrawCorrectionParams
  extends Pick<CorrectMatchParams, 'personId' | 'sightingId' | 'at' | 'by' | 'reason'> {}

/** Takes a correction back: the face goes first, so that the person is found again even if the rest fails. */
export async function withdrawCorrection(
  { personId, sightingId, at, by, reason }: WithdrawCorrectionParams,
  { corrections, faces, audit }: Omit<CorrectMatchPorts, 'watchlist'>,
): Promise<'removed' | 'absent'> {
  const userId = correctionUserId(personId, sightingId);
  await audit.record({
    subject: `person#${personId}`,
    at,
    action: 'withdraw',
    by,
    reason,
    query: sightingId,
  });
  await faces.removeUser(userId);
  return corrections.remove(userId);
}
