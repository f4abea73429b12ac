import { likelyTruths } from '../plates/confusions.ts';
import { formatPlateWithProvince, type PlateClass, type PlateText, plateKey } from '../plates/plate.ts';
import { fitsPattern, isWholeNumber } from '../plates/plate-pattern.ts';
import type { PlateMatch as ToldMatch } from '../zone/messages.ts';
import { acceptanceOf, isExpired, type PersonEntry, type PlateEntry } from './watchlist-entry.ts';

/** The plate of a sighting. */
export interface SeenPlate extends PlateText {
  readonly class?: PlateClass | null | undefined;
  /** 0–1. */
  readonly confidence: number;
  /** The likeliest readings, the first is this one; sightings of old have none. */
  readonly candidates?: readonly SeenCandidate[] | undefined;
}

export interface SeenCandidate extends PlateText {
  /** 0–1. */
  readonly probability: number;
}

/** What an alert tells of a match, and its cost: −log10 of how likely the reading is a misread of the entry. */
export interface PlateMatch extends ToldMatch {
  /** 0 where nothing was misread. */
  readonly cost: number;
}

/** A number that may stand on the plate although another was read. */
export interface PossibleNumber extends Pick<PlateText, 'letters' | 'digits'> {
  /** The sign that was read and the one it may be. */
  readonly read: string;
  readonly truth: string;
  /** 0–1. */
  readonly likelihood: number;
}

/**
 * One in twenty: what is less likely than this is no match. A sure reading (over .95) is therefore taken by its word,
 * and of an unsure one only the signs count that the reader doubts or is known to mix up. Of 52 wrong readings of 834
 * plates made very hard to read, 29 still found their entry (docs/architecture.md has the false alarms).
 */
export const leastLikelihood = 0.05;

/**
 * Whether and how a plate on the street is the one on the list. One doubt is allowed, never two:
 * the number exactly, and the province same or not readable; or one sign that may be misread, or a series that could
 * not be read, and the province same (the number `กข 1234` exists in each of 77). An entry with open signs takes what
 * fits it, in its own province. Undefined: no match.
 */
export function matchPlate(entry: PlateEntry, seen: SeenPlate, now: number): PlateMatch | undefined {
  if (isExpired(entry, now)) return undefined;
  const province = compareProvinces(entry, seen);
  if (province === 'other') return undefined;
  const told = { seen: formatPlateWithProvince({ ...seen, class: seen.class ?? null }), province };
  if (isSameNumber(entry, seen)) return { ...told, how: 'exact', cost: 0 };
  if (province === 'unknown') return undefined;
  if (!isWholeNumber(entry))
    return fitsPattern(entry, seen) ? { ...told, how: 'pattern', cost: 0 } : undefined;
  if (isPartlySeen(entry, seen)) return { ...told, how: 'partly-seen', cost: 0 };
  const possible = acceptanceOf(entry) === 'exact' ? undefined : findPossible(entry, seen);
  if (possible === undefined) return undefined;
  const difference = { read: possible.read, listed: possible.truth };
  return { ...told, how: 'one-confusion', cost: costOf(possible.likelihood), difference };
}

/** The other numbers that the plate may bear, each at least `leastLikelihood`, the likeliest first. */
export function possibleNumbers(seen: SeenPlate): readonly PossibleNumber[] {
  if (seen.letters === '' && seen.class !== 'lao') return [];
  const [first, ...others] = seen.candidates ?? [];
  const told = [...(first === undefined ? [] : [first]), ...others];
  // What the reader itself says comes first; only the doubt that is left over is shared out by experience.
  const known = told.reduce((sum, { probability }) => sum + probability, 0);
  const doubt = Math.max(0, 1 - (first === undefined ? seen.confidence : known));
  const taken = new Set(told.map(plateKey));
  const byExperience = likelyTruths(seen)
    .filter((truth) => !taken.has(plateKey(truth)))
    .map(({ share, ...truth }) => ({ ...truth, likelihood: doubt * share }));
  return [...others.flatMap((other) => asPossible(seen, other)), ...byExperience]
    .filter(({ likelihood }) => likelihood >= leastLikelihood)
    .sort((a, b) => b.likelihood - a.likelihood);
}

/** Whether a similarity to this person calls for an alert; staff on the list are known and never alert. */
export function fitsPerson(
  entry: PersonEntry,
  similarityPercent: number,
  { now, faceAlertPercent }: { readonly now: number; readonly faceAlertPercent: number },
): boolean {
  return !isExpired(entry, now) && entry.category !== 'staff-ignore' && similarityPercent >= faceAlertPercent;
}

export function costOf(likelihood: number): number {
  return Math.round(-Math.log10(likelihood) * 100) / 100;
}

function compareProvinces(entry: PlateEntry, seen: SeenPlate): ToldMatch['province'] | 'other' {
  if (entry.province === null) return 'any';
  if (seen.province === null) return 'unknown';
  return entry.province === seen.province ? 'same' : 'other';
}

/** An entry without a series is a Lao plate; a Thai one whose series could not be read may have the same number. */
function isSameNumber(entry: PlateEntry, seen: SeenPlate): boolean {
  if (entry.letters !== seen.letters || entry.digits !== seen.digits) return false;
  return entry.letters !== '' || seen.class === 'lao';
}

/**
 * A series that could not be read: it counts if the reader took the entry's for likely, or the entry asks for every
 * plate with its number. Under four digits a number alone says too little.
 */
function isPartlySeen(entry: PlateEntry, seen: SeenPlate): boolean {
  const isNumberAlone = seen.letters === '' && seen.class !== 'lao' && entry.letters !== '';
  if (!isNumberAlone || entry.province === null || entry.digits !== seen.digits) return false;
  const accepts = acceptanceOf(entry);
  if (accepts === 'partly-seen' && seen.digits.length === 4) return true;
  const likely = seen.candidates?.find((candidate) => plateKey(candidate) === plateKey(entry));
  return accepts !== 'exact' && likely !== undefined && likely.probability >= leastLikelihood;
}

function findPossible(entry: PlateEntry, seen: SeenPlate): PossibleNumber | undefined {
  return possibleNumbers(seen).find((possible) => plateKey(possible) === plateKey(entry));
}

/** A candidate that differs from the reading in one sign; others are no single confusion. */
function asPossible(seen: PlateText, candidate: SeenCandidate): readonly PossibleNumber[] {
  const { letters, digits, probability: likelihood } = candidate;
  const difference = oneSignApart(plateKey(seen), plateKey(candidate));
  return difference === undefined ? [] : [{ letters, digits, ...difference, likelihood }];
}

/** The part in which two texts differ, if it is one sign at most on either side. */
function oneSignApart(read: string, truth: string) {
  const least = Math.min(read.length, truth.length);
  let start = 0;
  while (start < least && read[start] === truth[start]) start++;
  let end = 0;
  while (end < least - start && read.at(-1 - end) === truth.at(-1 - end)) end++;
  const parts = { read: read.slice(start, read.length - end), truth: truth.slice(start, truth.length - end) };
  const longest = Math.max(parts.read.length, parts.truth.length);
  return longest === 1 ? parts : undefined;
}
