import type { WatchlistEntry } from '../watchlist/watchlist-entry.ts';
import {
  type Claim,
  mayBeToldByNumber,
  type Outcome,
  outcomeOf,
  type Thresholds,
  type Trial,
  type TriedWatchlist,
  tryOn,
} from './dry-run.ts';
import type { Sighting } from './sighting.ts';

/** By what sightings are judged. */
export interface Rule {
  readonly thresholds: Thresholds;
  readonly watchlist: TriedWatchlist;
}

export interface Counts {
  /** Plates that are told. */
  readonly plates: number;
  /** Faces that may be somebody's on the list. */
  readonly faces: number;
  readonly matches: number;
  readonly alerts: number;
}

/** The same under the rule as it is and as it would be. */
export interface Pair<Value> {
  readonly present: Value;
  readonly tried: Value;
}

/** An alert that a sighting raises, or would. */
export interface Fired extends Claim {
  readonly sighting: Sighting;
}

export interface LostAlert extends Fired {
  /** The plate would not be told whole, but perhaps by its number alone. */
  readonly mayRemain: boolean;
}

export interface DryRunReport {
  readonly total: Pair<Counts>;
  readonly byDay: ReadonlyMap<string, Pair<Counts>>;
  readonly byCamera: ReadonlyMap<string, Pair<Counts>>;
  /** By kind and id of the entry; plates and faces are not counted here. */
  readonly byEntry: ReadonlyMap<string, EntryCounts>;
  /** Alerts of the rule as it would be alone, and of the rule as it is alone, in the order of the sightings. */
  readonly added: readonly Fired[];
  readonly lost: readonly LostAlert[];
  readonly alerts: Pair<readonly Fired[]>;
  /** Sightings that fit an entry as it would be, whatever the thresholds: a curve is drawn from them. */
  readonly trials: readonly Trial[];
  readonly examined: Examined;
}

export interface EntryCounts extends Pair<Counts> {
  readonly entry: WatchlistEntry;
}

export interface Examined {
  readonly plates: number;
  readonly unreadPlates: number;
  readonly faces: number;
  /** Epoch ms of the oldest; absent: there was nothing. */
  readonly oldest?: number;
}

export interface DryRunParams {
  readonly present: Rule;
  readonly tried: Rule;
  /** The day that a time (epoch ms) is counted under. */
  readonly dayOf: (time: number) => string;
}

/** Judges each sighting by both rules. Keeps counts, and only those sightings that fit an entry. */
export async function dryRun(
  sightings: AsyncIterable<Sighting>,
  { present, tried, dayOf }: DryRunParams,
): Promise<DryRunReport> {
  const tally = createTally();
  for await (const sighting of sightings) {
    const before = await tryOn(sighting, present.watchlist);
    const after = tried.watchlist === present.watchlist ? before : await tryOn(sighting, tried.watchlist);
    tally.add({
      sighting,
      day: dayOf(sighting.lastSeenAt),
      trial: after,
      outcomes: {
        present: outcomeOf(before, present.thresholds),
        tried: outcomeOf(after, tried.thresholds),
      },
      mayRemain: mayBeToldByNumber(after, tried.thresholds),
    });
  }
  return tally.report();
}

interface Judged {
  readonly sighting: Sighting;
  readonly day: string;
  /** As it would be. */
  readonly trial: Trial;
  readonly outcomes: Pair<Outcome>;
  readonly mayRemain: boolean;
}

function createTally() {
  const total = newCounts();
  const byDay = new Map<string, MutablePair>();
  const byCamera = new Map<string, MutablePair>();
  const byEntry = new Map<string, MutablePair & { readonly entry: WatchlistEntry }>();
  const added: Fired[] = [];
  const lost: LostAlert[] = [];
  const alerts = { present: [] as Fired[], tried: [] as Fired[] };
  const trials: Trial[] = [];
  const examined = { plates: 0, unreadPlates: 0, faces: 0, oldest: Number.POSITIVE_INFINITY };
  return {
    add: ({ sighting, day, trial, outcomes, mayRemain }: Judged) => {
      examined[examinedAs[sighting.kind]]++;
      examined.oldest = Math.min(examined.oldest, sighting.lastSeenAt);
      const places = [total, pairIn(byDay, day, newCounts), pairIn(byCamera, sighting.cameraId, newCounts)];
      for (const side of sides) {
        const outcome = outcomes[side];
        for (const place of places) count(place[side], sighting, outcome);
        for (const { entry } of outcome.matches) entryIn(byEntry, entry)[side].matches++;
        for (const { entry } of outcome.alerts) entryIn(byEntry, entry)[side].alerts++;
        alerts[side].push(...outcome.alerts.map((claim) => ({ ...claim, sighting })));
      }
      if (trial.claims.length > 0) trials.push(trial);
      const { present, tried } = outcomes;
      added.push(...without(tried.alerts, present.alerts).map((claim) => ({ ...claim, sighting })));
      lost.push(...without(present.alerts, tried.alerts).map((claim) => ({ ...claim, sighting, mayRemain })));
    },
    report: (): DryRunReport => {
      const { oldest, ...counts } = examined;
      return {
        ...{ total, byDay, byCamera, byEntry, added, lost, alerts, trials },
        examined: Number.isFinite(oldest) ? { ...counts, oldest } : counts,
      };
    },
  };
}

const sides = ['present', 'tried'] as const;
const examinedAs = { plate: 'plates', 'unread-plate': 'unreadPlates', face: 'faces' } as const;

type MutableCounts = { -readonly [Name in keyof Counts]: Counts[Name] };
type MutablePair = Pair<MutableCounts>;

function newCounts(): MutablePair {
  const none = () => ({ plates: 0, faces: 0, matches: 0, alerts: 0 });
  return { present: none(), tried: none() };
}

function pairIn<Value>(pairs: Map<string, Value>, key: string, make: () => Value): Value {
  const known = pairs.get(key);
  if (known !== undefined) return known;
  const made = make();
  pairs.set(key, made);
  return made;
}

function entryIn(
  byEntry: Map<string, MutablePair & { readonly entry: WatchlistEntry }>,
  entry: WatchlistEntry,
) {
  return pairIn(byEntry, keyOfEntry(entry), () => ({ entry, ...newCounts() }));
}

function count(counts: MutableCounts, { kind }: Sighting, { isTold, matches, alerts }: Outcome): void {
  if (isTold) counts[kind === 'face' ? 'faces' : 'plates']++;
  counts.matches += matches.length;
  counts.alerts += alerts.length;
}

function without(claims: readonly Claim[], others: readonly Claim[]): readonly Claim[] {
  const known = new Set(others.map(({ entry }) => keyOfEntry(entry)));
  return claims.filter(({ entry }) => !known.has(keyOfEntry(entry)));
}

function keyOfEntry({ kind, entryId }: WatchlistEntry): string {
  return `${kind}#${entryId}`;
}
