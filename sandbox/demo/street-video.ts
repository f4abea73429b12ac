import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { exitOf, startFfmpeg } from '../kinesis-video/ffmpeg.ts';
import { drawBackdrop } from './backdrop.ts';
import { makeCarSprite } from './car-sprite.ts';
import { type FacePicture, makeWalker } from './person-sprite.ts';
import { type Canvas, drawSprite, type Sprite } from './sprite.ts';
import { framesPerSecond, type StreetScene, standingAt, videoSize } from './street-scene.ts';

/** ffmpeg ended before the whole video was written. */
export class VideoFailedError extends Error {
  override readonly name = 'VideoFailedError';
}

export interface StreetVideoParams {
  readonly scene: StreetScene;
  readonly outFile: string;
  /** Faces of the scene's persons, by person id. */
  readonly faces: Readonly<Record<string, FacePicture>>;
  /** From 0 to 1. */
  readonly onProgress?: (share: number) => void;
}

/**
 * Draws a scene and writes it as H.264 in MP4: one keyframe a second and no B-frames, as cameras send it.
 * The file appears whole or not at all. Throws VideoFailedError, and FfmpegMissingError when there is no ffmpeg.
 */
export async function makeStreetVideo({
  scene,
  outFile,
  faces,
  onProgress,
}: StreetVideoParams): Promise<void> {
  const drawFrame = await makeFrameDrawer(scene, faces);
  await mkdir(dirname(outFile), { recursive: true });
  const partial = `${outFile}.${randomUUID()}.mp4`;
  const ffmpeg = startFfmpeg([...encoderArguments, partial]);
  const exit = exitOf(ffmpeg);
  const complaints = ffmpeg.stderr === null ? Promise.resolve(Buffer.alloc(0)) : buffer(ffmpeg.stderr);
  // An encoder that dies closes the pipe; its exit code tells, not the failed write.
  ffmpeg.stdin?.on('error', () => undefined);
  try {
    const frames = scene.seconds * framesPerSecond;
    for (let frame = 0; frame < frames && ffmpeg.stdin?.writable; frame++) {
      if (!ffmpeg.stdin.write(drawFrame(frame / framesPerSecond))) {
        await Promise.race([once(ffmpeg.stdin, 'drain'), exit]);
      }
      if (frame % framesPerSecond === 0) onProgress?.(frame / frames);
    }
    ffmpeg.stdin?.end();
    if ((await exit) !== 0) throw new VideoFailedError(`ffmpeg: ${(await complaints).toString().trim()}`);
    await rename(partial, outFile);
    onProgress?.(1);
  } finally {
    await rm(partial, { force: true });
  }
}

/** The file of a scene in the cache, made first if it is not there; equal scenes share one. */
export async function cachedStreetVideo(
  params: Omit<StreetVideoParams, 'outFile'> & { readonly cacheDir: string },
): Promise<string> {
  const { scene, faces, cacheDir } = params;
  const hash = createHash('sha256')
    .update(await drawingCode())
    .update(JSON.stringify([scene, faces]));
  const outFile = join(cacheDir, `${scene.place}-${hash.digest('hex').slice(0, 16)}.mp4`);
  if (!existsSync(outFile)) await makeStreetVideo({ ...params, outFile });
  return outFile;
}

const drawingFolders = [import.meta.dirname, join(import.meta.dirname, '..', '..', 'models', 'plates')];

/** The sources that draw streets and plates: whoever changes them gets new videos. */
async function drawingCode(): Promise<string> {
  const files = await Promise.all(
    drawingFolders.map(async (folder) => {
      const names = (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort();
      return names.map((name) => join(folder, name));
    }),
  );
  return (await Promise.all(files.flat().map((file) => readFile(file, 'utf8')))).join('\n');
}

const encoderArguments = [
  ...['-y', '-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${videoSize.width}x${videoSize.height}`],
  ...[
    '-r',
    String(framesPerSecond),
    '-i',
    'pipe:0',
    '-an',
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-crf',
    '21',
  ],
  ...[
    '-g',
    String(framesPerSecond),
    '-keyint_min',
    String(framesPerSecond),
    '-sc_threshold',
    '0',
    '-bf',
    '0',
  ],
  ...['-pix_fmt', 'yuv420p', '-movflags', '+faststart'],
];

/** Steps a walker makes in a second. */
const stepsPerSecond = 2.5;

async function makeFrameDrawer(scene: StreetScene, faces: StreetVideoParams['faces']) {
  const backdrop = await drawBackdrop(scene.place);
  const passers = await Promise.all(
    scene.passings.map(async (passing) => ({ passing, sprites: await spritesOf(passing, faces) })),
  );
  return (second: number): Uint8Array => {
    const canvas: Canvas = { ...backdrop, data: Uint8Array.from(backdrop.data) };
    const shown = passers.flatMap(({ passing, sprites }) => {
      const standing = standingAt(passing, second);
      const sprite = sprites[Math.floor(second * stepsPerSecond) % sprites.length];
      return standing === undefined || sprite === undefined ? [] : [{ standing, sprite }];
    });
    for (const { standing, sprite } of shown.toSorted((a, b) => a.standing.y - b.standing.y)) {
      drawSprite(canvas, sprite, standing);
    }
    return canvas.data;
  };
}

async function spritesOf(
  passing: StreetScene['passings'][number],
  faces: StreetVideoParams['faces'],
): Promise<readonly Sprite[]> {
  if ('car' in passing) return [await makeCarSprite(passing.car, passing.paint, passing.plate)];
  const face = faces[passing.person];
  if (face === undefined)
    throw new VideoFailedError(`the scene names "${passing.person}", whose face is not there`);
  return (await makeWalker(face, passing)).steps;
}
