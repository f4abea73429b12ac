import { type Calibration, type CoveragePoint, calibrate, coverageCurve } from './calibration.ts';
import { type Confusion, confusionsOf } from './confusions.ts';
import { groupOutcomes } from './groups.ts';
import type { Share } from './intervals.ts';
import type { PictureSet } from './labeled-picture.ts';
import type { Machine } from './machine.ts';
import type { Outcome } from './outcome.ts';
import {
  confidenceLimits,
  type FalseReads,
  falseReads,
  type Score,
  scoreOutcomes,
  withPlate,
} from './score.ts';
import type { Timing } from './timing.ts';

/** A set that was read. */
export interface ReadSet {
  readonly set: Omit<PictureSet, 'pictures'>;
  readonly outcomes: readonly Outcome[];
}

export interface GroupScore {
  readonly origin: PictureSet['origin'];
  readonly by: string;
  readonly name: string;
  readonly exact: Share;
  readonly unread: number;
}

export interface OriginReport {
  readonly origin: PictureSet['origin'];
  readonly calibration: Calibration;
  readonly coverage: readonly CoveragePoint[];
  readonly confusions: readonly Confusion[];
}

/** All that the benchmark found, as numbers: what --json prints. Nothing in it tells the number of a real plate. */
export interface Report {
  readonly date: string;
  readonly seed: number;
  readonly machine: Machine;
  readonly scores: readonly { readonly set: string; readonly way: string; readonly score: Score }[];
  readonly groups: readonly GroupScore[];
  readonly falseReads: readonly { readonly set: string; readonly limits: readonly FalseReads[] }[];
  readonly origins: readonly OriginReport[];
  readonly timings: readonly Timing[];
  /** On the pictures of the set that `set` names. */
  readonly tesseract?: { readonly version: string; readonly set: string; readonly score: Score };
  readonly notes: readonly string[];
}

type Measured = Pick<Report, 'date' | 'seed' | 'machine' | 'timings' | 'notes' | 'tesseract'>;

/** Turns what was read into the report. */
export function makeReport(sets: readonly ReadSet[], measured: Measured): Report {
  return {
    ...measured,
    scores: sets
      .filter(({ outcomes }) => withPlate(outcomes).length > 0)
      .map(({ set, outcomes }) => ({ set: set.name, way: set.way, score: scoreOutcomes(outcomes) })),
    groups: origins(sets).flatMap(([origin, outcomes]) => groupScores(origin, outcomes)),
    falseReads: setsWithoutPlate(sets).map(({ set, outcomes }) => ({
      set,
      limits: confidenceLimits.map((limit) => falseReads(outcomes, limit)),
    })),
    origins: origins(sets).map(([origin, outcomes]) => ({
      origin,
      calibration: calibrate(outcomes),
      coverage: coverageCurve(outcomes),
      confusions: confusionsOf(outcomes),
    })),
  };
}

/** Sets with a picture that has no plate in it, and after several all of them together. */
function setsWithoutPlate(sets: readonly ReadSet[]) {
  const some = sets
    .filter(({ outcomes }) => outcomes.some(({ truth }) => truth === null))
    .map(({ set, outcomes }) => ({ set: set.name, outcomes }));
  const all = { set: 'all together', outcomes: some.flatMap(({ outcomes }) => outcomes) };
  return some.length > 1 ? [...some, all] : some;
}

/** Each picture once: a set may be listed again with other labels or read in another way, the first one counts. */
function origins(sets: readonly ReadSet[]): readonly [PictureSet['origin'], readonly Outcome[]][] {
  const withPlates = sets.filter(({ outcomes }) => withPlate(outcomes).length > 0);
  return [...Map.groupBy(withPlates, ({ set }) => set.origin)].map(([origin, members]) => {
    const once = new Map<string, Outcome>();
    for (const outcome of members.flatMap(({ outcomes }) => outcomes)) {
      if (!once.has(outcome.file)) once.set(outcome.file, outcome);
    }
    return [origin, [...once.values()]];
  });
}

function groupScores(origin: PictureSet['origin'], outcomes: readonly Outcome[]): readonly GroupScore[] {
  return groupOutcomes(withPlate(outcomes)).map(({ by, name, outcomes: members }) => {
    const { exact, unread } = scoreOutcomes(members);
    return { origin, by, name, exact, unread };
  });
}
