import { isWholeNumber } from '../plates/plate-pattern.ts';
import { findPlateMatches, type PlateLookup } from '../watchlist/find-plate-matches.ts';
import { fitsPerson, type PlateMatch, type SeenPlate } from '../watchlist/match.ts';
import {
  isExpired,
  type PersonEntry,
  type PlateEntry,
  plateEntryPrefix,
  type WatchlistEntry,
} from '../watchlist/watchlist-entry.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import type { Sighting } from './sighting.ts';

export type Thresholds = ZoneSettings['thresholds'];

/** A watchlist in memory: as it is, or as it would be. */
export interface TriedWatchlist extends PlateLookup {
  person(entryId: string): PersonEntry | undefined;
}

/** An entry that a sighting fits, if it is sure enough. */
export interface Claim {
  readonly entry: WatchlistEntry;
  /** Of a plate how sure the reading is (0–1), of a person the similarity in percent. */
  readonly level: number;
  readonly plate?: PlateMatch;
}

/** What a stored sighting says whatever the thresholds are. */
export interface Trial {
  readonly sighting: Sighting;
  /** A plate is told where the threshold is at most this, a fraction; absent: its reading does not depend on it. */
  readonly readFrom?: number;
  readonly claims: readonly Claim[];
}

/** What the sighting does at certain thresholds. */
export interface Outcome {
  /** A plate that is told, or a face that may be somebody's on the list. */
  readonly isTold: boolean;
  /** Entries it fits; a face that is a candidate alone is a match that does not alert. */
  readonly matches: readonly Claim[];
  readonly alerts: readonly Claim[];
}

/** Keys as the table has them, so that a million plates are not compared with each of a thousand entries. */
export function triedWatchlist(entries: readonly WatchlistEntry[]): TriedWatchlist {
  const plates = entries.filter((entry): entry is PlateEntry => entry.kind === 'plate');
  const patterns = plates.filter((plate) => !isWholeNumber(plate));
  const byNumber = Map.groupBy(plates, plateEntryPrefix);
  const persons = new Map(
    entries.flatMap((entry) => (entry.kind === 'person' ? [[entry.entryId, entry] as const] : [])),
  );
  return {
    findPlates: async (plate) => byNumber.get(plateEntryPrefix(plate)) ?? [],
    findPatterns: async () => patterns,
    listPlates: async () => plates,
    person: (entryId) => persons.get(entryId),
  };
}

/** Entries count as they stand, from before they were added on; one that had expired by then does not. */
export async function tryOn(sighting: Sighting, watchlist: TriedWatchlist): Promise<Trial> {
  if (sighting.kind === 'face') return { sighting, claims: personClaims(sighting, watchlist) };
  const seen = readingOf(sighting);
  if (seen === undefined) return { sighting, claims: [] };
  const found = await findPlateMatches(seen, sighting.lastSeenAt, watchlist);
  const claims = found.map((match) => ({ ...match, level: seen.confidence }));
  return { sighting, readFrom: seen.confidence, claims };
}

/** The sighting at these thresholds; the higher they are, the less it does. */
export function outcomeOf({ sighting, readFrom, claims }: Trial, thresholds: Thresholds): Outcome {
  const { plateConfidence, faceCandidatePercent, faceAlertPercent } = thresholds;
  if (sighting.kind !== 'face') {
    const isTold = readFrom !== undefined && readFrom >= plateConfidence;
    return isTold ? { isTold, matches: claims, alerts: claims } : nothing;
  }
  const matches = claims.filter(({ level }) => level >= faceCandidatePercent);
  const judged = { now: sighting.lastSeenAt, faceAlertPercent };
  const alerts = sighting.unconfirmed
    ? []
    : matches.filter(({ entry, level }) => entry.kind === 'person' && fitsPerson(entry, level, judged));
  return { isTold: matches.length > 0, matches, alerts };
}

const nothing: Outcome = { isTold: false, matches: [], alerts: [] };

/** Whether the plate would not be told whole, but its number might be: the frames agree on that much. */
export function mayBeToldByNumber({ sighting }: Trial, { plateConfidence }: Thresholds): boolean {
  if (sighting.kind !== 'plate' || sighting.plate.confidence >= plateConfidence) return false;
  return (sighting.plate.fields?.digits ?? 0) >= plateConfidence;
}

/**
 * What was read, or would be at a lower threshold. Where an unread plate's likeliest candidate had reached the
 * threshold of its time, the frames stood against it, and no threshold helps.
 */
function readingOf(sighting: Exclude<Sighting, { kind: 'face' }>): SeenPlate | undefined {
  if (sighting.kind === 'plate') return sighting.plate;
  const { candidates, minConfidence } = sighting;
  const [best] = candidates;
  if (best === undefined || best.probability >= minConfidence) return undefined;
  return { ...best, confidence: best.probability, candidates };
}

/** One for each person, however often the sighting names them: it opens one incident. */
function personClaims(
  { persons, lastSeenAt }: Extract<Sighting, { kind: 'face' }>,
  watchlist: TriedWatchlist,
): readonly Claim[] {
  const levels = new Map<PersonEntry, number>();
  for (const { entryId, similarityPercent } of persons) {
    const entry = watchlist.person(entryId);
    if (entry === undefined || isExpired(entry, lastSeenAt)) continue;
    levels.set(entry, Math.max(similarityPercent, levels.get(entry) ?? 0));
  }
  return [...levels].map(([entry, level]) => ({ entry, level }));
}
