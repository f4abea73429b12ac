import { compareNewestFirst, mergeNewestFirst, type Position } from './newest-first.ts';
import { formatPosition, parsePosition } from './search-token.ts';
import type { Sighting } from './sighting.ts';
import type { IndexKey, SightingIndex, TimeRange } from './sighting-index.ts';

export interface PageParams<Found> {
  readonly range: TimeRange;
  /** Where to look; each group of keys is looked through at once, one group after the other, the newest first. */
  readonly keysOf: (range: TimeRange) => readonly (readonly IndexKey[])[];
  readonly fitOf: (sighting: Sighting) => Found | undefined;
  /** How many to find at most. */
  readonly limit: number;
  /** Where the page before ended. */
  readonly start: Position | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
  /** How many sightings to look at, at most, so that an answer comes in seconds whatever is asked. */
  readonly mostExamined?: number | undefined;
}

export interface Page<Found> {
  /** Newest first. */
  readonly found: readonly Found[];
  /** There may be more: goes on where this page ends. */
  readonly next?: string;
  /** Epoch ms: everything from here on was looked at. */
  readonly searchedTo: number;
}

/** About 20 MB of an index, twenty requests. */
const mostExaminedAtOnce = 20_000;

/** The place that a token of an earlier page names. Throws SearchTokenError. */
export function startOf(token: string | undefined): Position | undefined {
  return token === undefined ? undefined : parsePosition(token);
}

/** The sightings that fit, newest first, up to a limit, and how to go on. */
export async function findPage<Found>(params: PageParams<Found>, index: SightingIndex): Promise<Page<Found>> {
  const { fitOf, limit, mostExamined = mostExaminedAtOnce } = params;
  const found: Found[] = [];
  let last: Position | undefined;
  let examined = 0;
  for await (const sighting of walk(params, index)) {
    if (last !== undefined && (found.length >= limit || examined >= mostExamined))
      return { found, next: formatPosition(last), searchedTo: last.lastSeenAt };
    const fit = fitOf(sighting);
    if (fit !== undefined) found.push(fit);
    last = sighting;
    examined++;
  }
  return { found, searchedTo: params.range.from };
}

type WalkParams = Pick<PageParams<unknown>, 'range' | 'keysOf' | 'start' | 'now'>;

/** What may fit, in order, from behind `start` on. */
async function* walk(
  { range, keysOf, start, now }: WalkParams,
  index: SightingIndex,
): AsyncGenerator<Sighting> {
  const { from, to } = sensible(range, now);
  const left = { from, to: Math.min(to, start?.lastSeenAt ?? to) };
  for (const keys of keysOf(left)) {
    const params = { ...left, now, pageSize: pageSizeOf(keys.length) };
    for await (const sighting of mergeNewestFirst(keys.map((key) => index.walk(key, params))))
      if (start === undefined || compareNewestFirst(start, sighting) < 0) yield sighting;
  }
}

const millisecondsPerDay = 86_400_000;
/** No sighting is kept longer than a year (`sightingDays` of the zone file). */
const mostDays = 366;

/** Days on which there can be no sighting are not asked for. */
function sensible({ from, to }: TimeRange, now: number): TimeRange {
  return {
    from: Math.max(from, now - mostDays * millisecondsPerDay),
    to: Math.min(to, now + millisecondsPerDay),
  };
}

/** Many keys give a few sightings each; of one key, a page is as large as an answer of DynamoDB may be (1 MB). */
function pageSizeOf(keyCount: number): number {
  if (keyCount === 1) return 1000;
  return keyCount <= 10 ? 100 : 20;
}
