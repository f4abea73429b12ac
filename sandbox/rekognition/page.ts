import { RekognitionError } from './service-error.ts';

interface Page<T> {
  readonly items: readonly T[];
  /** Absent on the last page. */
  readonly next: { readonly NextToken?: string };
}

/** Cuts one page out of a list. Throws InvalidPaginationTokenException. */
export function pageOf<T>(all: readonly T[], maxResults: number, token: string | undefined): Page<T> {
  const start = token === undefined ? 0 : readToken(token);
  const end = start + maxResults;
  const next = end < all.length ? { NextToken: Buffer.from(`from:${end}`).toString('base64') } : {};
  return { items: all.slice(start, end), next };
}

function readToken(token: string): number {
  const [, start] = /^from:(\d{1,9})$/.exec(Buffer.from(token, 'base64').toString()) ?? [];
  if (start === undefined) {
    throw new RekognitionError('InvalidPaginationTokenException', 'The pagination token is not valid');
  }
  return Number(start);
}
