import { formatPatternWithProvince } from '../plates/plate-pattern.ts';
import type { AuditLog } from '../watchlist/audit-log.ts';
import { compareNewestFirst, mergeNewestFirst, type Position } from './newest-first.ts';
import { fitOf, keysOf, type PlateFound, type PlateQuery } from './plate-query.ts';
import { formatPosition, parsePosition } from './search-token.ts';
import type { Sighting } from './sighting.ts';
import type { SightingIndex, TimeRange } from './sighting-index.ts';

export interface SearchSightingsPorts {
  readonly index: SightingIndex;
  readonly audit: AuditLog;
}

export interface SearchSightingsParams {
  readonly query: PlateQuery;
  /** How many to find at most. */
  readonly limit: number;
  /** The `next` of the page before. */
  readonly token?: string;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly by: string;
  readonly reason: string;
  /** How many sightings to look at, at most, so that an answer comes in seconds whatever is asked. */
  readonly mostExamined?: number;
}

export interface SearchPage {
  /** Newest first. */
  readonly found: readonly PlateFound[];
  /** There may be more: goes on where this page ends. */
  readonly next?: string;
  /** Epoch ms: everything from here on was looked at. */
  readonly searchedTo: number;
}

/** About 20 MB of an index, twenty requests. */
const mostExaminedAtOnce = 20_000;

/**
 * Plates that passed, newest first, from the indexes of the stored sightings. Says who asked for what before it
 * answers. Throws SearchTokenError.
 */
export async function searchSightings(
  params: SearchSightingsParams,
  { index, audit }: SearchSightingsPorts,
): Promise<SearchPage> {
  const { query, limit, token, now, mostExamined = mostExaminedAtOnce } = params;
  const start = token === undefined ? undefined : parsePosition(token);
  await audit.record(auditRow(params));
  const found: PlateFound[] = [];
  let last: Position | undefined;
  let examined = 0;
  for await (const sighting of walk(query, start, { index, now })) {
    if (last !== undefined && (found.length >= limit || examined >= mostExamined))
      return { found, next: formatPosition(last), searchedTo: last.lastSeenAt };
    const fit = fitOf(query, sighting);
    if (fit !== undefined) found.push(fit);
    last = sighting;
    examined++;
  }
  return { found, searchedTo: query.from };
}

interface Walk {
  readonly index: SightingIndex;
  readonly now: number;
}

/** What may fit, in order, from behind `start` on. */
async function* walk(
  query: PlateQuery,
  start: Position | undefined,
  { index, now }: Walk,
): AsyncGenerator<Sighting> {
  const { from, to } = sensible(query, now);
  const range = { from, to: Math.min(to, start?.lastSeenAt ?? to) };
  for (const keys of keysOf({ ...query, ...range })) {
    const params = { ...range, now, pageSize: pageSizeOf(keys.length) };
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

function auditRow({ query, now, by, reason }: SearchSightingsParams) {
  return { subject: 'search#plates', at: now, action: 'search', by, reason, query: describe(query) } as const;
}

function describe({ pattern, province, cameraIds, from, to }: PlateQuery): string {
  const [start = '', end = ''] = [from, to].map((time) => new Date(time).toISOString());
  const parts = [pattern && formatPatternWithProvince(pattern), province, cameraIds?.join(' ')];
  return [...parts, `${start}…${end}`].filter(Boolean).join(' · ');
}
