import { judgePlate } from '../watchlist/find-plate-matches.ts';
import { fitsPerson, type PlateMatch } from '../watchlist/match.ts';
import { isExpired, type PersonEntry, type WatchlistEntry } from '../watchlist/watchlist-entry.ts';
import type { WatchlistStore } from '../watchlist/watchlist-store.ts';
import type { SightingDecision } from '../zone/decision.ts';
import type { FaceSighting, PlateSighting, Sighting } from './sighting.ts';

/** An entry that calls for an incident. */
export interface Match {
  readonly entry: WatchlistEntry;
  readonly similarityPercent?: number;
  readonly plate?: PlateMatch;
}

/** What became of one entry that a sighting came near to; without a match nobody is told. */
export interface Judgment {
  readonly decision: SightingDecision;
  readonly match?: Match;
}

export interface JudgeSightingParams {
  /** Epoch milliseconds. */
  readonly now: number;
  readonly faceAlertPercent: number;
}

/** Holds a sighting against the watchlist: which entries it fits, which it does not quite, and at which gate that was decided. */
export async function judgeSighting(
  sighting: Sighting,
  params: JudgeSightingParams,
  watchlist: WatchlistStore,
): Promise<readonly Judgment[]> {
  if (sighting.kind === 'unread-plate') return [];
  if (sighting.kind === 'plate') return judgePlates(sighting, params.now, watchlist);
  const { persons } = sighting;
  return Promise.all(persons.map((person) => judgePerson(sighting, person, params, watchlist)));
}

async function judgePlates(
  { plate: seen }: PlateSighting,
  now: number,
  watchlist: WatchlistStore,
): Promise<readonly Judgment[]> {
  const found = await judgePlate(seen, now, watchlist);
  return found.map(({ entry, plate }) => {
    const { entryId } = entry;
    if (isExpired(entry, now)) return stopped(now, 'expired-entry', expiredWhy(entry), entryId);
    const why = `${plate.how}, province ${plate.province}`;
    return { ...passed(now, 'match', why, entryId), match: { entry, plate } };
  });
}

async function judgePerson(
  { unconfirmed, savingStep }: FaceSighting,
  { entryId, similarityPercent }: FaceSighting['persons'][number],
  params: JudgeSightingParams,
  watchlist: WatchlistStore,
): Promise<Judgment> {
  const { now, faceAlertPercent } = params;
  const alike = `${percent(similarityPercent)} alike, ${percent(faceAlertPercent)} asked for`;
  if (similarityPercent < faceAlertPercent) return stopped(now, 'threshold', alike, entryId);
  if (unconfirmed) return stopped(now, 'unconfirmed', unconfirmedWhy(savingStep), entryId);
  const entry = await watchlist.findPerson(entryId);
  if (entry === undefined) return stopped(now, 'no-entry', 'no longer on the watchlist', entryId);
  if (isExpired(entry, now)) return stopped(now, 'expired-entry', expiredWhy(entry), entryId);
  if (!fitsPerson(entry, similarityPercent, params)) return stopped(now, 'staff', staffWhy(entry), entryId);
  return { ...passed(now, 'threshold', alike, entryId), match: { entry, similarityPercent } };
}

const percent = (value: number) => `${Math.floor(value * 10) / 10} %`;
const staffWhy = ({ category }: PersonEntry) => `${category}: known, never told`;
const unconfirmedWhy = (step: FaceSighting['savingStep']) =>
  `one shot was searched alone, to save paid calls${step === undefined ? '' : ` (budget step ${step})`}`;
const expiredWhy = ({ expiresAt = 0 }: WatchlistEntry) =>
  `the entry expired ${new Date(expiresAt * 1000).toISOString().slice(0, 16)}Z`;

function stopped(at: number, gate: string, why: string, entryId: string): Judgment {
  return { decision: { at, gate, outcome: 'stopped', why, entryId } };
}

function passed(at: number, gate: string, why: string, entryId: string): Judgment {
  return { decision: { at, gate, outcome: 'passed', why, entryId } };
}
