import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { runFfmpeg } from '../../sandbox/kinesis-video/ffmpeg.ts';
import type { Count } from '../plates/intervals.ts';
import type { OpenedModels } from './open-models.ts';
import { watchStreet } from './watch-street.ts';

/** Films of people and cars; they lie beside the checkout, never in it. */
export const clipsFolder = fileURLToPath(new URL('../../../shared/data/clips', import.meta.url));

interface Clip {
  readonly file: string;
  readonly seconds: number;
  /** Counted by eye on contact sheets, one picture a second. */
  readonly truth: { readonly goBy: string; readonly faces: number; readonly foreignPlates: number };
}

/**
 * In the first, people come into view from below with their backs to the camera, stand at a table and leave to the
 * right with their faces turned away. The second looks down on a car park: of four cars three show a foreign plate,
 * about 40 pixels wide.
 */
export const clips: readonly Clip[] = [
  {
    file: 'one-by-one-person-detection.mp4',
    seconds: 139,
    truth: { goBy: '6 people, from behind', faces: 0, foreignPlates: 0 },
  },
  {
    file: 'car-detection.mp4',
    seconds: 30,
    truth: { goBy: '4 cars, from above', faces: 0, foreignPlates: 3 },
  },
];

export interface ClipReport {
  readonly file: string;
  readonly truth: Clip['truth'];
  readonly facePasses: number;
  /** Passes told as Thai plates, and as plates that were not read. */
  readonly platesRead: number;
  readonly platesUnread: number;
  readonly lookedAt: Count;
  readonly timesRealTime: number;
}

export interface ClipsParams {
  readonly models: OpenedModels;
  readonly progress: (line: string) => void;
}

const framesPerSecond = 2;

/** What a camera of faces and plates tells of real films. One that is not there is told and left out. */
export async function measureClips({ models, progress }: ClipsParams): Promise<readonly ClipReport[]> {
  const reports: ClipReport[] = [];
  for (const { file, seconds, truth } of clips) {
    const path = join(clipsFolder, file);
    if (!existsSync(path)) {
      progress(`clips: ${path} is not there, left out`);
      continue;
    }
    progress(`clips: ${file}`);
    const frames = await readFrames(path);
    const pictureAt = async (second: number) =>
      frames[Math.min(frames.length - 1, Math.round(second * framesPerSecond))] ?? new Uint8Array();
    const camera = { watches: ['faces' as const, 'plates' as const], framesPerSecond };
    const watched = await watchStreet({ camera, pictureAt, seconds, models });
    reports.push({
      ...{ file, truth, facePasses: watched.facePasses.length },
      platesRead: watched.sightings.filter(({ kind }) => kind === 'plate').length,
      platesUnread: watched.sightings.filter(({ kind }) => kind === 'unread-plate').length,
      lookedAt: { part: watched.lookedAt, whole: watched.frames },
      timesRealTime: (watched.frames / framesPerSecond / watched.cpuMilliseconds) * 1000,
    });
  }
  return reports;
}

/** The frames of the sampling grid as GetImages gives them: JPEG of quality 80. Throws FfmpegMissingError. */
async function readFrames(path: string): Promise<readonly Uint8Array[]> {
  const folder = await mkdtemp(join(tmpdir(), 'clip-frames-'));
  try {
    const options = ['-i', path, '-vf', `fps=${framesPerSecond}`, '-q:v', '4'];
    await runFfmpeg([...options, join(folder, '%05d.jpg')]);
    const names = (await readdir(folder)).toSorted();
    return await Promise.all(names.map((name) => readFile(join(folder, name))));
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
