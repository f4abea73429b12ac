import sharp from 'sharp';
import type { Camera } from '../../lambdas/cameras/camera.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import { demoFaces } from '../../sandbox/demo/scenes.ts';
import { openDrawnStreet } from './draw-frames.ts';
import type { OpenedModels } from './open-models.ts';
import { costPerFrame } from './per-frame.ts';
import { type Spread, spreadOf } from './spread.ts';
import { makeCasts, writeScript } from './street-script.ts';
import type { Visit } from './street-view.ts';
import { cpuSince } from './watch-street.ts';

export interface SpeedParams {
  readonly models: OpenedModels;
  readonly seed: number;
  /** Frames of each street. */
  readonly frames: number;
  readonly progress: (line: string) => void;
}

export interface SpeedRow {
  readonly watches: string;
  readonly frames: 'unmoving' | 'moving';
  /** Milliseconds of processor time a frame. */
  readonly cost: Spread;
  /** Its median by that of decoding the same pictures whole, measured beside it. */
  readonly byDecode: number;
}

export interface SpeedReport {
  readonly rows: readonly SpeedRow[];
  /** Decoding one of the pictures whole, in milliseconds of processor time. */
  readonly decode: Spread;
}

const cameras: readonly Camera['watches'][] = [['faces'], ['plates'], ['faces', 'plates']];
const framesPerSecond = 2;

/** What a frame costs a camera of each kind: of a street on which nothing moves, and of one on which something does. */
export async function measureSpeed(params: SpeedParams): Promise<SpeedReport> {
  sharp.concurrency(1);
  const { models, frames, progress } = params;
  const rows: SpeedRow[] = [];
  const decodes: number[] = [];
  for (const watches of cameras) {
    const camera = { watches, framesPerSecond };
    for (const kind of ['unmoving', 'moving'] as const) {
      progress(`speed: ${watches.join(' and ')}, ${kind}`);
      const jpegs = await drawFrames(params, kind === 'moving' ? watches : [], frames);
      await costPerFrame(jpegs, camera, models);
      const decode = await decodeCosts(jpegs);
      const wanted = (await costPerFrame(jpegs, camera, models))
        .slice(1)
        .filter(({ isLookedAt }) => isLookedAt === (kind === 'moving'));
      const cost = spreadOf(wanted.map(({ cpuMilliseconds }) => cpuMilliseconds));
      rows.push({
        watches: watches.join(' and '),
        frames: kind,
        cost,
        byDecode: cost.median / spreadOf(decode).median,
      });
      decodes.push(...decode);
    }
  }
  return { rows, decode: spreadOf(decodes) };
}

async function decodeCosts(jpegs: readonly Uint8Array[]): Promise<number[]> {
  const costs: number[] = [];
  for (const jpeg of jpegs) {
    const before = process.cpuUsage();
    await decodePicture(jpeg);
    costs.push(cpuSince(before));
  }
  return costs;
}

/** Frames of 1280 × 720 in which somebody walks or a car drives by, or both; none of either is an empty street. */
async function drawFrames(
  { models, seed }: SpeedParams,
  shown: Camera['watches'],
  count: number,
): Promise<readonly Buffer[]> {
  const faces = demoFaces(models.paths.photosDir);
  const script = (watches: 'faces' | 'plates') =>
    writeScript({ watches, casts: makeCasts(2, Object.keys(faces)), random: seededRandom(seed) });
  const visits: readonly Visit[] = shown.flatMap(script);
  const pictureAt = await openDrawnStreet({ place: 'bridge', visits, faces, seed });
  const frames: Buffer[] = [];
  for (let frame = 0; frame < count; frame++) frames.push(await pictureAt(8 + frame / framesPerSecond));
  return frames;
}
