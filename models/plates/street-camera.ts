import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { buffer } from 'node:stream/consumers';
import type { Picture } from '../../lambdas/zone/picture.ts';

/** ffmpeg is missing, or did not give as many pictures back as it got. */
export class StreetCameraError extends Error {
  override readonly name = 'StreetCameraError';
}

export interface VideoQuality {
  readonly framesPerSecond: number;
  /** Street cameras send 720p at 1,000 to 4,000. */
  readonly kilobitsPerSecond: number;
}

/** The npm package's program on Linux x64, `ffmpeg` of the PATH elsewhere. */
function program(): string {
  try {
    return createRequire(import.meta.url).resolve('@ffmpeg-installer/linux-x64/ffmpeg');
  } catch {
    return 'ffmpeg';
  }
}

/**
 * Passes pictures of one size through H.264 as a street camera's video, and gives them back as it left them: blocks,
 * smeared motion, colors at half the size. Sides must be even. Throws StreetCameraError.
 */
export async function filmed(frames: readonly Picture[], quality: VideoQuality): Promise<readonly Picture[]> {
  const [first] = frames;
  if (first === undefined) return [];
  const size = { width: first.width, height: first.height };
  const encoded = await run(
    [...rawVideo(size, quality), '-i', 'pipe:0', ...encoder(quality), 'pipe:1'],
    frames.map(({ data }) => data),
  );
  const decoded = await run(
    ['-f', 'h264', '-i', 'pipe:0', '-f', 'rawvideo', '-pix_fmt', 'rgb24', 'pipe:1'],
    [encoded],
  );
  const length = size.width * size.height * 3;
  if (decoded.length !== length * frames.length)
    throw new StreetCameraError(`${decoded.length / length} of ${frames.length} frames came back`);
  return frames.map((_, index) => ({
    ...size,
    data: decoded.subarray(index * length, (index + 1) * length),
  }));
}

const rawVideo = (
  { width, height }: { readonly width: number; readonly height: number },
  quality: VideoQuality,
) => [
  ...['-f', 'rawvideo', '-pix_fmt', 'rgb24', '-s', `${width}x${height}`],
  ...['-r', String(quality.framesPerSecond)],
];

/** One keyframe in two seconds and no B-frames, as cameras send it. */
const encoder = ({ framesPerSecond, kilobitsPerSecond }: VideoQuality) => [
  ...[
    '-c:v',
    'libx264',
    '-preset',
    'veryfast',
    '-bf',
    '0',
    '-g',
    String(framesPerSecond * 2),
    '-threads',
    '1',
  ],
  ...[
    '-b:v',
    `${kilobitsPerSecond}k`,
    '-maxrate',
    `${kilobitsPerSecond}k`,
    '-bufsize',
    `${kilobitsPerSecond}k`,
  ],
  ...['-pix_fmt', 'yuv420p', '-f', 'h264'],
];

async function run(args: readonly string[], input: readonly Uint8Array[]): Promise<Buffer> {
  const child = spawn(program(), ['-hide_banner', '-loglevel', 'error', ...args]);
  const closed = new Promise<number | null>((resolve, reject) => {
    child.once('error', (cause) => reject(new StreetCameraError('ffmpeg cannot be started', { cause })));
    child.once('close', resolve);
  });
  // A program that ends early closes its input; its exit code tells, not the failed write.
  child.stdin.on('error', () => undefined);
  child.stdin.end(Buffer.concat(input));
  const [code, output, complaints] = await Promise.all([closed, buffer(child.stdout), buffer(child.stderr)]);
  if (code !== 0) throw new StreetCameraError(`ffmpeg: ${complaints.toString().trim()}`);
  return output;
}
