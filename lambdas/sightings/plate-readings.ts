import type { Plate, PlateText } from '../plates/plate.ts';
import type { PlateSighting, Sighting } from './sighting.ts';

/** Its class is absent where the sighting is older than classes. */
export type ReadPlate = PlateText & { readonly class?: Plate['class'] | undefined };

/** One way in which the plate of a sighting was read. */
export interface RankedReading {
  readonly plate: ReadPlate;
  /** 1: the likeliest, which the sighting stands for. */
  readonly rank: number;
  /** A fraction; absent where the sighting is older than the candidates. */
  readonly probability?: number;
}

/** A sighting as far as its plate goes; one that is older than the candidates has none. */
interface Read {
  readonly plate: ReadPlate & {
    readonly candidates?: readonly (ReadPlate & { readonly probability: number })[] | undefined;
  };
}

/** A second or third reading less likely than this is noise, and would cost an index entry on most sightings. */
export const leastProbability = 0.05;
const mostReadings = 3;

/** What a search may find the sighting by, the likeliest reading first. */
export function readingsOf({ plate }: Read): readonly RankedReading[] {
  const [first, ...others] = plate.candidates ?? [];
  const likely = others.filter(({ probability }) => probability >= leastProbability);
  return [
    { plate, rank: 1, ...(first === undefined ? {} : { probability: first.probability }) },
    ...likely
      .slice(0, mostReadings - 1)
      .map(({ probability, ...other }, index) => ({ plate: other, rank: index + 2, probability })),
  ];
}

/** The digits of its readings, each once: under which keys of the digits' indexes it stands, in their order. */
export function digitsOf(sighting: Read): readonly string[] {
  const digits = readingsOf(sighting).map(({ plate }) => plate.digits);
  return [...new Set(digits)].filter((each) => each !== '');
}

/** The UTC day of a time, e.g. `2026-11-23`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}

export function isPlateSighting(sighting: Sighting): sighting is PlateSighting {
  return sighting.kind === 'plate';
}
