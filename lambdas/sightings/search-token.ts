import type { Position } from './newest-first.ts';

/** The text is no token that a search gave. */
export class SearchTokenError extends Error {
  override readonly name = 'SearchTokenError';
}

/** A place in the order of sightings as one word that needs no quotes on a command line or in a URL. */
export function formatPosition({ lastSeenAt, sightingId }: Position): string {
  return Buffer.from(`${lastSeenAt} ${sightingId}`).toString('base64url');
}

/** Throws SearchTokenError. */
export function parsePosition(token: string): Position {
  const text = Buffer.from(token, 'base64url').toString();
  const [whole, lastSeenAt, sightingId] = /^(\d{1,15}) (.+)$/su.exec(text) ?? [];
  const position = { lastSeenAt: Number(lastSeenAt), sightingId: sightingId ?? '' };
  // Decoding forgives what is no base64; what comes out must be what went in.
  if (whole === undefined || formatPosition(position) !== token)
    throw new SearchTokenError('this is no token that a search gave: copy the whole of it');
  return position;
}
