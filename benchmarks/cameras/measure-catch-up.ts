import { seededRandom } from '../../models/plates/seeded-random.ts';
import { demoFaces } from '../../sandbox/demo/scenes.ts';
import type { Count } from '../plates/intervals.ts';
import { openDrawnStreet } from './draw-frames.ts';
import type { OpenedModels } from './open-models.ts';
import { makeCasts, writeScript } from './street-script.ts';
import type { Visit } from './street-view.ts';
import { watchStreet } from './watch-street.ts';

export interface CatchUpReport {
  readonly videoSeconds: number;
  /** Of watch-camera, one thread, without the time in which it waits for others. */
  readonly cpuSeconds: number;
  readonly lookedAt: Count;
  /** Seconds of video by second of processor time. */
  readonly timesRealTime: number;
}

export interface CatchUpParams {
  readonly models: OpenedModels;
  readonly seed: number;
  readonly seconds: number;
  readonly progress: (line: string) => void;
}

/** A fifth of the time somebody is on the street. */
const busyShare = 0.2;

/** How fast a camera of faces and plates at one frame a second is watched on one core. */
export async function measureCatchUp(params: CatchUpParams): Promise<CatchUpReport> {
  const { models, seed, seconds, progress } = params;
  progress(`catch-up: ${seconds} s of video`);
  const faces = demoFaces(models.paths.photosDir);
  const visits = quietHour(Object.keys(faces), seed, seconds);
  const pictureAt = await openDrawnStreet({ place: 'station', visits, faces, seed });
  const camera = { watches: ['faces' as const, 'plates' as const], framesPerSecond: 1 };
  const watched = await watchStreet({ camera, pictureAt, seconds, models });
  const cpuSeconds = watched.cpuMilliseconds / 1000;
  return {
    videoSeconds: watched.frames,
    cpuSeconds,
    lookedAt: { part: watched.lookedAt, whole: watched.frames },
    timesRealTime: watched.frames / cpuSeconds,
  };
}

/** The visits of a busy street with four fifths of quiet put between them. */
function quietHour(people: readonly string[], seed: number, seconds: number): readonly Visit[] {
  const script = (watches: 'faces' | 'plates') =>
    writeScript({ watches, casts: makeCasts(3, people), random: seededRandom(seed) });
  const groups = Map.groupBy(
    [...script('faces'), ...script('plates')].filter(({ situation }) => !situation.includes('parked')),
    ({ id }) => id.replace(/-\d+(-again)?$/, ''),
  );
  const visits: Visit[] = [];
  let begin = 5;
  for (const group of [...groups.values()].toSorted((a, b) => beginOf(a) - beginOf(b))) {
    const later = begin - beginOf(group);
    visits.push(...group.map((visit) => moved(visit, later)));
    begin += (endOfAll(group) - beginOf(group)) / busyShare;
    if (begin > seconds) break;
  }
  return visits;
}

const beginOf = (visits: readonly Visit[]) => Math.min(...visits.map(({ path }) => path[0]?.at ?? 0));
const endOfAll = (visits: readonly Visit[]) => Math.max(...visits.map(({ path }) => path.at(-1)?.at ?? 0));
const moved = <V extends Visit>(visit: V, later: number): V => ({
  ...visit,
  path: visit.path.map((point) => ({ ...point, at: point.at + later })),
});
