import { z } from 'zod';
import { KinesisVideoError } from './service-error.ts';

const tokenSchema = z.object({ next: z.int().nonnegative(), query: z.string() });

export interface Page<T> {
  readonly items: readonly T[];
  readonly nextToken: string | undefined;
}

export interface PageRequest {
  readonly size: number;
  readonly token: string | undefined;
  /** What the rows depend on: a token belongs to the question it came from. */
  readonly query: string;
}

/** Cuts one page. Throws KinesisVideoError InvalidArgumentException on a token that is not ours. */
export function cutPage<T>(rows: readonly T[], { size, token, query }: PageRequest): Page<T> {
  const start = token === undefined ? 0 : readToken(token, query);
  const next = start + size;
  const nextToken = next < rows.length ? writeToken({ next, query }) : undefined;
  return { items: rows.slice(start, next), nextToken };
}

function writeToken(token: z.infer<typeof tokenSchema>): string {
  return Buffer.from(JSON.stringify(token)).toString('base64url');
}

function readToken(token: string, query: string): number {
  try {
    const parsed = tokenSchema.parse(JSON.parse(Buffer.from(token, 'base64url').toString()));
    if (parsed.query === query) return parsed.next;
  } catch {
    // Any text may come; it is answered below.
  }
  throw new KinesisVideoError('InvalidArgumentException', 'NextToken is not valid for this request');
}
