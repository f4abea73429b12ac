import { seededRandom } from '../../models/plates/seeded-random.ts';
import {
  carOf,
  countPasses,
  type PassCount,
  sumOf,
  type Told,
  type TruePass,
  truePasses,
} from './count-passes.ts';
import { openDrawnStreet } from './draw-frames.ts';
import type { FaceStreet } from './face-street.ts';
import type { OpenedModels } from './open-models.ts';
import { writeScript } from './street-script.ts';
import { endOf } from './street-view.ts';
import { watchStreet } from './watch-street.ts';

/** Passes of a street as the camera told them. */
export interface CountedStreet {
  readonly street: string;
  readonly framesPerSecond: number;
  readonly seconds: number;
  /** By situation; the last one is all together. */
  readonly counts: readonly PassCount[];
  /** Told passes that show nobody who is there, and that show two. */
  readonly ofNobody: number;
  readonly ofTwo: number;
}

/** The passes of a street of people. */
export function countFacePasses({ seconds, framesPerSecond, passes, told }: FaceStreet): CountedStreet {
  return counted('drawn, people', seconds, framesPerSecond, passes, told);
}

export interface DrawnCarsParams {
  readonly models: OpenedModels;
  readonly seed: number;
  /** How often all situations are played. */
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

/** Plays a drawn street of cars through watch-camera with the real networks. */
export async function measureDrawnCars({
  models,
  seed,
  rounds,
  progress,
}: DrawnCarsParams): Promise<CountedStreet> {
  const framesPerSecond = 4;
  const casts = Array.from({ length: rounds }, () => []);
  const visits = writeScript({ watches: 'plates', casts, random: seededRandom(seed) });
  const seconds = Math.round(endOf(visits));
  progress(`a drawn street of ${visits.length} cars in ${seconds} s`);
  const pictureAt = await openDrawnStreet({ place: 'bridge', visits, faces: {}, seed });
  const camera = { watches: ['plates' as const], framesPerSecond };
  const { sightings } = await watchStreet({ camera, pictureAt, seconds, models });
  const passes = truePasses(visits, framesPerSecond, seconds);
  const told = sightings.map((sighting) => carOf(sighting, passes));
  return counted('drawn, cars', seconds, framesPerSecond, passes, told);
}

function counted(
  street: string,
  seconds: number,
  framesPerSecond: number,
  passes: readonly TruePass[],
  told: readonly Told[],
): CountedStreet {
  const counts = countPasses(passes, told);
  return {
    ...{ street, framesPerSecond, seconds, counts: [...counts, sumOf(counts)] },
    ofNobody: told.filter(({ visits }) => visits.length === 0).length,
    ofTwo: told.filter(({ visits }) => visits.length > 1).length,
  };
}
