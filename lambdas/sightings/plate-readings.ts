import type { Plate, PlateText } from '../plates/plate.ts';
import type { PlateSighting, Sighting, UnreadPlateSighting } from './sighting.ts';

/** A pass of a plate, whether or not it was read. */
export type PlatePassSighting = PlateSighting | UnreadPlateSighting;

/** One way to read the plate of a sighting. */
export interface SightingReading {
  /** Its class is absent where the sighting is older than classes. */
  readonly plate: PlateText & { readonly class?: Plate['class'] | undefined };
  /** Absent on what the sighting says; else which of the candidates it is (1: the likeliest), and how likely. */
  readonly guess?: { readonly rank: number; readonly probability: number };
}

/** A guess less likely than this is noise, and would cost an index entry on most sightings. */
export const leastProbability = 0.05;

/** What a search may find the sighting by: what it says, then what else it may be, the likeliest first. */
export function readingsOf(sighting: PlatePassSighting): readonly SightingReading[] {
  if (sighting.kind === 'unread-plate') return guessesOf(sighting.candidates);
  const { candidates = [], letters, digits, province, class: plateClass } = sighting.plate;
  const said = { letters, digits, province, ...(plateClass === undefined ? {} : { class: plateClass }) };
  return [{ plate: said }, ...guessesOf(candidates).filter(({ plate }) => !isSameText(plate, said))];
}

function guessesOf(candidates: UnreadPlateSighting['candidates']): readonly SightingReading[] {
  return candidates
    .map(({ probability, ...plate }, index) => ({ plate, guess: { rank: index + 1, probability } }))
    .filter(({ guess }) => guess.probability >= leastProbability);
}

function isSameText(a: PlateText, b: PlateText): boolean {
  return a.letters === b.letters && a.digits === b.digits && a.province === b.province;
}

/** The digits of its readings, each once: under which keys of the digits' indexes it stands, in their order. */
export function digitsOf(sighting: PlatePassSighting): readonly string[] {
  const digits = readingsOf(sighting).map(({ plate }) => plate.digits);
  return [...new Set(digits)].filter((each) => each !== '');
}

/** The UTC day of a time, e.g. `2026-11-23`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function isPlatePass(sighting: Sighting): sighting is PlatePassSighting {
  return sighting.kind !== 'face';
}
