import type { ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { exitOf, startFfmpeg } from '../sandbox/kinesis-video/ffmpeg.ts';
import { fileArguments, rtspArguments } from '../sandbox/kinesis-video/video-arguments.ts';
import { backoffMilliseconds } from './backoff.ts';
import { CameraClock } from './camera-clock.ts';
import { type CameraFragment, FragmentCutter } from './camera-fragments.ts';

/** The video cannot be read: no such file, or the camera does not answer. */
export class CameraSourceError extends Error {
  override readonly name = 'CameraSourceError';
}

export interface CameraSourceParams {
  /** A file, or an `rtsp://` address. */
  readonly from: string;
  /** A file begins anew at its end. */
  readonly isLooped: boolean;
  readonly now: () => number;
  readonly random: () => number;
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
  /** Told of each time that a camera stopped sending, before it is asked again. */
  readonly onInterrupted: (reason: string, retryMilliseconds: number) => void;
}

export const isRtsp = (from: string): boolean => /^rtsps?:\/\//i.test(from);

/**
 * The fragments of a camera until `signal`, or of a file until its end; nothing is re-encoded. A camera that stops is
 * asked again and again. Throws CameraSourceError for a file, UnsupportedVideoError, FfmpegMissingError.
 */
export async function* readCamera(
  params: CameraSourceParams,
  signal: AbortSignal,
): AsyncGenerator<CameraFragment> {
  const { from, isLooped, now, random, pause, onInterrupted } = params;
  const clock = new CameraClock();
  if (!isRtsp(from)) {
    if (!existsSync(from)) throw new CameraSourceError(`there is no file ${from}`);
    const args = fileArguments({ file: from, handling: 'copy', isLive: true, loop: isLooped });
    yield* cut(args, { clock, now, signal });
    return;
  }
  let failureCount = 0;
  while (!signal.aborted) {
    let reason = 'the camera ended its stream';
    try {
      for await (const fragment of cut(rtspArguments(from, 'copy'), { clock, now, signal })) {
        failureCount = 0;
        yield fragment;
      }
    } catch (error) {
      if (!(error instanceof CameraSourceError)) throw error;
      reason = error.message;
    }
    if (signal.aborted) return;
    failureCount += 1;
    const wait = backoffMilliseconds(failureCount, random);
    onInterrupted(reason, wait);
    await pause(wait, signal);
    clock.restart();
  }
}

interface CutParams {
  readonly clock: CameraClock;
  readonly now: () => number;
  readonly signal: AbortSignal;
}

/** A camera that sends nothing for this long is asked anew. */
const longestSilenceMilliseconds = 20_000;

/** One run of ffmpeg. Stopped by `signal`, it still writes out the fragment it is in. */
async function* cut(
  args: readonly string[],
  { clock, now, signal }: CutParams,
): AsyncGenerator<CameraFragment> {
  const child = startFfmpeg(args);
  const exit = exitOf(child);
  const complaints = lastLineOf(child.stderr);
  const stop = () => child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  const silence = setTimeout(() => child.kill('SIGKILL'), longestSilenceMilliseconds);
  try {
    const cutter = new FragmentCutter({ clock, now });
    for await (const chunk of outputOf(child)) {
      silence.refresh();
      yield* cutter.push(chunk);
    }
    const code = await exit;
    yield* cutter.end();
    if (code !== 0 && !signal.aborted) throw new CameraSourceError(complaints() || explainExit(code));
  } catch (error) {
    throw asSourceError(error);
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', stop);
    child.kill('SIGKILL');
    // A missing ffmpeg was already told by the await above, if we got that far.
    await exit.catch(() => undefined);
  }
}

async function* outputOf(child: ChildProcess): AsyncGenerator<Buffer> {
  for await (const chunk of child.stdout ?? []) yield chunk as Buffer;
}

function explainExit(code: number | null): string {
  return code === null ? 'the camera fell silent' : `ffmpeg ended with ${code}`;
}

/** Broken bytes are the camera's doing and may be better next time; the rest is passed on. */
function asSourceError(error: unknown): unknown {
  if (!(error instanceof Error) || error.name !== 'BrokenMatroskaError') return error;
  return new CameraSourceError(`the video is broken: ${error.message}`, { cause: error });
}

/** ffmpeg's last complaint, without the password of a camera's address. */
function lastLineOf(stream: Readable | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text = `${text}${chunk.toString()}`.slice(-1000);
  });
  return () => withoutPassword(text.trim().split('\n').at(-1) ?? '');
}

/** `rtsp://user:secret@host/` → `rtsp://host/`. */
export function withoutPassword(text: string): string {
  return text.replaceAll(/\/\/[^@\s/]*@/g, '//');
}
