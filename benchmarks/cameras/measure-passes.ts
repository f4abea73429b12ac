import { seededRandom } from '../../models/plates/seeded-random.ts';
import { demoFaces } from '../../sandbox/demo/scenes.ts';
import { carOf, countPasses, ownersOf, type PassCount, sumOf, truePasses } from './count-passes.ts';
import { openDrawnStreet } from './draw-frames.ts';
import type { OpenedModels } from './open-models.ts';
import { makeCasts, writeScript } from './street-script.ts';
import { endOf } from './street-view.ts';
import { watchStreet } from './watch-street.ts';

/** Passes of a drawn street as the real networks and rules found them. */
export interface DrawnPasses {
  readonly watches: 'faces' | 'plates';
  readonly framesPerSecond: number;
  readonly seconds: number;
  /** By situation; the last one is all together. */
  readonly counts: readonly PassCount[];
  /** Told passes that show nobody who is there, and that show two. */
  readonly ofNobody: number;
  readonly ofTwo: number;
}

export interface DrawnPassesParams {
  readonly models: OpenedModels;
  readonly seed: number;
  /** How often all situations are played. */
  readonly rounds: number;
  readonly progress: (line: string) => void;
}

/** What the zone file gives such cameras: nongkhai.yaml. */
const streets = [
  { watches: 'faces', framesPerSecond: 2, place: 'market' },
  { watches: 'plates', framesPerSecond: 4, place: 'bridge' },
] as const;

/** Plays drawn streets through watch-camera and counts how often each person and car was told. */
export async function measureDrawnPasses(params: DrawnPassesParams): Promise<readonly DrawnPasses[]> {
  const measured: DrawnPasses[] = [];
  for (const street of streets) measured.push(await measureStreet(street, params));
  return measured;
}

async function measureStreet(
  { watches, framesPerSecond, place }: (typeof streets)[number],
  { models, seed, rounds, progress }: DrawnPassesParams,
): Promise<DrawnPasses> {
  const faces = demoFaces(models.paths.photosDir);
  const casts = makeCasts(rounds, Object.keys(faces));
  const visits = writeScript({ watches, casts, random: seededRandom(seed) });
  const seconds = Math.round(endOf(visits));
  progress(`passes: a drawn street of ${watches}, ${visits.length} visits in ${seconds} s`);
  const pictureAt = await openDrawnStreet({ place, visits, faces, seed });
  const camera = { watches: [watches], framesPerSecond };
  const watched = await watchStreet({ camera, pictureAt, seconds, models });
  const passes = truePasses(visits, framesPerSecond, seconds);
  const told =
    watches === 'faces'
      ? watched.facePasses.map((pass) => ownersOf(pass, visits, watched.seenFaces))
      : watched.sightings.map((sighting) => carOf(sighting, passes));
  const counts = countPasses(passes, told);
  return {
    ...{ watches, framesPerSecond, seconds, counts: [...counts, sumOf(counts)] },
    ofNobody: told.filter(({ visits: shown }) => shown.length === 0).length,
    ofTwo: told.filter(({ visits: shown }) => shown.length > 1).length,
  };
}
