import { invalid } from './iot-error.ts';

/** IoT Core's largest page (maxResults and pageSize of its list operations). */
const largestPage = 250;

interface PageOptions<T> {
  readonly keyOf: (item: T) => string;
  readonly token: string | undefined;
  /** As it stood in the query; 1 to 250. @default 25 */
  readonly size: string | undefined;
}

/** One page in the order of keys. The token is the last key given out, so deletions in between skip nothing. */
export function pageOf<T>(items: Iterable<T>, { keyOf, token, size = '25' }: PageOptions<T>) {
  const limit = Number(size);
  if (!Number.isInteger(limit) || limit < 1 || limit > largestPage) {
    throw invalid(`The page size ${size} is not within 1 to ${largestPage}`);
  }
  const after = token === undefined ? '' : Buffer.from(token, 'base64url').toString('utf8');
  const rest = [...items]
    .filter((item) => keyOf(item) > after)
    .sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  const hasMore = rest.length > limit && last !== undefined;
  return { page, ...(hasMore ? { next: Buffer.from(keyOf(last), 'utf8').toString('base64url') } : {}) };
}
