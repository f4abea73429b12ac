import { PlateFormatError } from '../lambdas/plates/plate.ts';
import { isWholeNumber } from '../lambdas/plates/plate-pattern.ts';
import { type Thresholds, triedWatchlist } from '../lambdas/sightings/dry-run.ts';
import type { Rule } from '../lambdas/sightings/dry-run-report.ts';
import { parseWatchedPlate } from '../lambdas/watchlist/watched-plate.ts';
import {
  type PlateAcceptance,
  type PlateEntry,
  plateEntryId,
  type WatchlistEntry,
} from '../lambdas/watchlist/watchlist-entry.ts';
import { entryToTry } from './preview-entry.ts';
import { WatchlistCommandError } from './watchlist-words.ts';

/** What is to be changed in thought; all that is left out stays as it is. */
export interface Change {
  readonly plateConfidence?: number;
  readonly faceAlert?: number;
  readonly faceCandidate?: number;
  /** Of every whole plate on the list, or of those named by `entry`. */
  readonly acceptance?: PlateAcceptance;
  /** These entries alone: persons' ids, plates on the list, or plates to be added. */
  readonly entry?: readonly string[];
}

export interface RulesToTry {
  readonly present: Rule;
  readonly tried: Rule;
  /** What the change can touch: the rest is not read. */
  readonly kinds: ReadonlySet<WatchlistEntry['kind']>;
  /** Plates that are not on the list. */
  readonly newEntries: readonly PlateEntry[];
}

export interface RulesToTryParams {
  readonly change: Change;
  readonly thresholds: Thresholds;
  /** The watchlist as it is. */
  readonly entries: readonly WatchlistEntry[];
  /** Epoch milliseconds. */
  readonly now: number;
}

/** The rule as it is, and as it would be. Throws WatchlistCommandError and PlateFormatError for entries that cannot be. */
export function rulesToTry({ change, thresholds, entries, now }: RulesToTryParams): RulesToTry {
  const named = change.entry?.map((text) => findEntry(text, { change, entries, now }));
  const listed = named === undefined ? entries : entries.filter((entry) => named.includes(entry));
  const newEntries = (named ?? []).filter(isPlate).filter((entry) => !entries.includes(entry));
  const tried = [...listed.map((entry) => withAcceptance(entry, change.acceptance)), ...newEntries];
  const present = { thresholds, watchlist: triedWatchlist(listed) };
  const isSameList = change.acceptance === undefined && newEntries.length === 0;
  return {
    present,
    tried: {
      thresholds: {
        plateConfidence: change.plateConfidence ?? thresholds.plateConfidence,
        faceCandidatePercent: change.faceCandidate ?? thresholds.faceCandidatePercent,
        faceAlertPercent: change.faceAlert ?? thresholds.faceAlertPercent,
      },
      watchlist: isSameList ? present.watchlist : triedWatchlist(tried),
    },
    kinds: kindsOf(change, named),
    newEntries,
  };
}

function findEntry(text: string, { change, entries, now }: Omit<RulesToTryParams, 'thresholds'>) {
  const known = entries.find(({ entryId }) => entryId === text);
  if (known !== undefined) return known;
  try {
    const entryId = plateEntryId(parseWatchedPlate(text));
    const listed = entries.find((entry) => entry.kind === 'plate' && entry.entryId === entryId);
    return listed ?? entryToTry(parseWatchedPlate(text, change.acceptance), now);
  } catch (cause) {
    if (!(cause instanceof PlateFormatError) || !/^[a-z0-9-]+$/.test(text)) throw cause;
    throw new WatchlistCommandError(
      `"${text}" is nobody on the watchlist, and of others nothing is stored that could be tried`,
      { cause },
    );
  }
}

/** Entries with open signs take what fits them, whatever is accepted. */
function withAcceptance(entry: WatchlistEntry, acceptance: PlateAcceptance | undefined): WatchlistEntry {
  if (acceptance === undefined || !isPlate(entry) || !isWholeNumber(entry)) return entry;
  return { ...entry, accepts: acceptance };
}

function isPlate(entry: WatchlistEntry): entry is PlateEntry {
  return entry.kind === 'plate';
}

function kindsOf(
  { plateConfidence, faceAlert, faceCandidate, acceptance }: Change,
  named: readonly WatchlistEntry[] | undefined,
): ReadonlySet<WatchlistEntry['kind']> {
  if (named !== undefined) return new Set(named.map(({ kind }) => kind));
  const kinds = new Set<WatchlistEntry['kind']>();
  if (plateConfidence !== undefined || acceptance !== undefined) kinds.add('plate');
  if (faceAlert !== undefined || faceCandidate !== undefined) kinds.add('person');
  return kinds.size === 0 ? new Set(['plate', 'person']) : kinds;
}
