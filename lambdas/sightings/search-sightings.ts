import { formatPatternWithProvince } from '../plates/plate-pattern.ts';
import type { AuditLog } from '../watchlist/audit-log.ts';
import { fitOf, keysOf, type PlateFound, type PlateQuery } from './plate-query.ts';
import { findPage, type Page, startOf } from './search-page.ts';
import type { SightingIndex } from './sighting-index.ts';

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
  /** How many sightings to look at, at most. */
  readonly mostExamined?: number;
}

export type SearchPage = Page<PlateFound>;

/**
 * Plates that passed, newest first, from the indexes of the stored sightings. Says who asked for what before it
 * answers. Throws SearchTokenError.
 */
export async function searchSightings(
  params: SearchSightingsParams,
  { index, audit }: SearchSightingsPorts,
): Promise<SearchPage> {
  const { query, token, limit, now, mostExamined } = params;
  const start = startOf(token);
  await audit.record(auditRow(params));
  return await findPage(
    {
      ...{ range: query, start, limit, now, mostExamined },
      keysOf: (range) => keysOf({ ...query, ...range }),
      fitOf: (sighting) => fitOf(query, sighting),
    },
    index,
  );
}

function auditRow({ query, now, by, reason }: SearchSightingsParams) {
  return { subject: 'search#plates', at: now, action: 'search', by, reason, query: describe(query) } as const;
}

function describe({ pattern, province, cameraIds, from, to }: PlateQuery): string {
  const [start = '', end = ''] = [from, to].map((time) => new Date(time).toISOString());
  const parts = [pattern && formatPatternWithProvince(pattern), province, cameraIds?.join(' ')];
  return [...parts, `${start}…${end}`].filter(Boolean).join(' · ');
}
