import { seededRandom } from '../../models/plates/seeded-random.ts';
import { demoFaces } from '../../sandbox/demo/scenes.ts';
import { ownersOf, type Told, type TruePass, truePasses } from './count-passes.ts';
import { openDrawnStreet } from './draw-frames.ts';
import type { OpenedModels } from './open-models.ts';
import { makeCasts, writeScript } from './street-script.ts';
import { endOf, type Visit } from './street-view.ts';
import { enrolledPeople, type Till } from './till.ts';
import { type WatchedStreet, watchStreet } from './watch-street.ts';

/** A drawn street of people as watch-camera and identify-face took it. */
export interface FaceStreet {
  readonly visits: readonly Visit[];
  readonly seconds: number;
  readonly framesPerSecond: number;
  readonly watched: WatchedStreet;
  readonly passes: readonly TruePass[];
  readonly told: readonly Told[];
  readonly calls: Readonly<Record<string, number>>;
}

export interface FaceStreetParams {
  readonly models: OpenedModels;
  readonly seed: number;
  /** How often all situations are played. */
  readonly rounds: number;
  /** Everybody is on the watchlist, and comes in short situations; otherwise one of five is. */
  readonly isAllWatched?: boolean;
  readonly till: Till;
  readonly progress: (line: string) => void;
}

/** What the zone file gives such cameras. */
export const framesPerSecond = 2;

/** Plays a street of people, some of them on the watchlist, with the real networks. */
export async function playFaceStreet(params: FaceStreetParams): Promise<FaceStreet> {
  const { models, seed, rounds, isAllWatched = false, till, progress } = params;
  const faces = demoFaces(models.paths.photosDir);
  const watchlist = Object.keys(enrolledPeople());
  const casts = isAllWatched
    ? Array.from({ length: rounds }, () => watchlist)
    : makeCasts(rounds, Object.keys(faces), ['watched']);
  const watches = isAllWatched ? 'watched' : 'faces';
  const visits = writeScript({ watches, casts, random: seededRandom(seed) });
  const seconds = Math.round(endOf(visits));
  progress(`a drawn street of ${visits.length} visits in ${seconds} s`);
  const pictureAt = await openDrawnStreet({ place: 'market', visits, faces, seed });
  const camera = { watches: ['faces' as const], framesPerSecond };
  const { result: watched, calls } = await till.pay(() =>
    watchStreet({ camera, pictureAt, seconds, models, onFacePass: till.identify }),
  );
  return {
    ...{ visits, seconds, framesPerSecond, watched, calls },
    passes: truePasses(visits, framesPerSecond, seconds),
    told: watched.facePasses.map((pass) => ownersOf(pass, visits, watched.seenFaces)),
  };
}
