import type { AuditLog } from '../watchlist/audit-log.ts';
import { isStrangerOver } from '../zone/strangers.ts';
import type { StrangerStore } from './stranger-store.ts';
import type { StrangerVisit } from './stranger-visit.ts';

export interface ListStrangersPorts {
  readonly strangers: Pick<StrangerStore, 'listByCamera'>;
  readonly audit: AuditLog;
}

export interface ListStrangersParams {
  /** Every camera of the zone. */
  readonly cameraIds: readonly string[];
  /** Only who was at one of these; absent: everybody. */
  readonly seenAt?: readonly string[];
  /** Who was seen less often is left out. */
  readonly minVisits: number;
  /** Of the zone file as it stands: a shorter one counts at once. */
  readonly keepHours: number;
  readonly limit: number;
  /** Epoch milliseconds. */
  readonly now: number;
  readonly by: string;
  readonly reason: string;
}

/** One face, as far as the face model tells faces from each other. */
export interface Stranger {
  readonly strangerId: string;
  /** At all cameras, oldest first. */
  readonly visits: readonly StrangerVisit[];
}

/**
 * Who was seen again and again, the most often first, then the latest. Says who asked before it answers: without that
 * row there is no answer.
 */
export async function listStrangers(
  params: ListStrangersParams,
  { strangers, audit }: ListStrangersPorts,
): Promise<readonly Stranger[]> {
  const { cameraIds, seenAt, minVisits, now, by, reason } = params;
  const query = `${minVisits} visits or more · ${seenAt?.join(' ') ?? 'all cameras'}`;
  await audit.record({ subject: 'search#strangers', at: now, action: 'search', by, reason, query });
  const ids = [...new Set([...cameraIds, ...(seenAt ?? [])])];
  const visits = await Promise.all(ids.map((id) => strangers.listByCamera(id, now)));
  return groupVisits(visits.flat(), params)
    .toSorted((a, b) => b.visits.length - a.visits.length || lastOf(b) - lastOf(a))
    .slice(0, params.limit);
}

function groupVisits(
  visits: readonly StrangerVisit[],
  { seenAt, minVisits, keepHours, now }: ListStrangersParams,
): readonly Stranger[] {
  const kept = visits.filter(({ strangerId }) => !isStrangerOver(strangerId, keepHours, now));
  const groups = Map.groupBy(kept, ({ strangerId }) => strangerId);
  const isAt = ({ cameraId }: StrangerVisit) => seenAt === undefined || seenAt.includes(cameraId);
  return [...groups]
    .filter(([, group]) => group.length >= minVisits && group.some(isAt))
    .map(([strangerId, group]) => ({
      strangerId,
      visits: group.toSorted((a, b) => a.lastSeenAt - b.lastSeenAt),
    }));
}

function lastOf({ visits }: Stranger): number {
  return visits.at(-1)?.lastSeenAt ?? 0;
}
