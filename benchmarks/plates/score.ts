import { plateKey } from '../../lambdas/plates/plate.ts';
import { editDistance } from './align-signs.ts';
import { type Share, shareOf } from './intervals.ts';
import type { PlateTruth } from './labeled-picture.ts';
import type { Outcome, PlateRead } from './outcome.ts';

/** At these limits the table tells what is still read, and how much of that is right. */
export const confidenceLimits = [0.5, 0.7, 0.9] as const;

export interface AcceptedScore {
  readonly limit: number;
  /** Read and at least this sure, of all pictures. */
  readonly coverage: Share;
  /** Of the accepted. */
  readonly exact: Share;
}

export interface Score {
  readonly pictures: number;
  /** Letters and digits; the province apart. What is not read counts as not right, here and below. */
  readonly exact: Share;
  readonly wrong: number;
  readonly unread: number;
  /** Signs less the edits needed. Signs of one plate go wrong together: the interval is for as many plates. */
  readonly characters: Share;
  readonly letters: Share;
  readonly digits: Share;
  /** Of the plates whose province is known. */
  readonly province: Share;
  /** Of the plates whose class is known. */
  readonly class: Share;
  readonly accepted: readonly AcceptedScore[];
  readonly medianMilliseconds: number;
}

/** A picture with a plate in it, and what was read. */
export type PlateOutcome = Outcome & { readonly truth: PlateTruth };

export function withPlate(outcomes: readonly Outcome[]): readonly PlateOutcome[] {
  return outcomes.flatMap((outcome) =>
    outcome.truth === null ? [] : [{ ...outcome, truth: outcome.truth }],
  );
}

export const isExact = ({ truth, read }: PlateOutcome): boolean =>
  read !== undefined && plateKey(read) === plateKey(truth);

/** Scores the pictures that show a plate; the others say nothing here. */
export function scoreOutcomes(all: readonly Outcome[]): Score {
  const outcomes = withPlate(all);
  const count = (from: readonly PlateOutcome[], is: (outcome: PlateOutcome) => boolean) =>
    shareOf({ part: from.filter(is).length, whole: from.length });
  const same = (field: keyof PlateTruth) =>
    count(outcomes, ({ truth, read }) => read?.[field] === truth[field]);
  const known = (field: keyof PlateTruth) => {
    const labeled = outcomes.filter(({ truth }) => truth[field] !== null);
    return count(labeled, ({ truth, read }) => read?.[field] === truth[field]);
  };
  const exact = count(outcomes, isExact);
  const unread = outcomes.filter(({ read }) => read === undefined).length;
  return {
    pictures: outcomes.length,
    exact,
    unread,
    wrong: outcomes.length - unread - exact.part,
    characters: rightCharacters(outcomes),
    letters: same('letters'),
    digits: same('digits'),
    province: known('province'),
    class: known('class'),
    accepted: confidenceLimits.map((limit) => acceptedAt(outcomes, limit)),
    medianMilliseconds: median(outcomes.map(({ milliseconds }) => milliseconds)),
  };
}

function rightCharacters(outcomes: readonly PlateOutcome[]): Share {
  let [right, signs] = [0, 0];
  for (const { truth, read } of outcomes) {
    const wanted = plateKey(truth);
    const edits = read === undefined ? wanted.length : editDistance(wanted, plateKey(read));
    right += Math.max(0, wanted.length - edits);
    signs += wanted.length;
  }
  const whole = outcomes.length;
  return shareOf({ part: signs === 0 ? 0 : (right / signs) * whole, whole });
}

function acceptedAt(outcomes: readonly PlateOutcome[], limit: number): AcceptedScore {
  const accepted = outcomes.filter(({ read }) => isAccepted(read, limit));
  return {
    limit,
    coverage: shareOf({ part: accepted.length, whole: outcomes.length }),
    exact: shareOf({ part: accepted.filter(isExact).length, whole: accepted.length }),
  };
}

export const isAccepted = (read: PlateRead | undefined, limit: number): boolean =>
  read !== undefined && read.confidence >= limit;

export interface FalseReads {
  readonly limit: number;
  readonly accepted: Share;
  /** To look at: a photo of the set may show a Thai plate after all. */
  readonly files: readonly string[];
}

/** How often something was read where there is nothing to read. */
export function falseReads(all: readonly Outcome[], limit: number): FalseReads {
  const empty = all.filter(({ truth }) => truth === null);
  const files = empty.filter(({ read }) => isAccepted(read, limit)).map(({ file }) => file);
  return { limit, files, accepted: shareOf({ part: files.length, whole: empty.length }) };
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
