import { type ChildProcess, spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';

/** ffmpeg cannot be started: neither the npm package for this system nor one in PATH. */
export class FfmpegMissingError extends Error {
  constructor(options?: ErrorOptions) {
    super('ffmpeg is missing: install it, or run on Linux x64, where it comes with npm install', options);
    this.name = 'FfmpegMissingError';
  }
}

/** The static build npm installed on Linux x64; elsewhere whatever `ffmpeg` is in PATH. */
export function ffmpegPath(): string {
  try {
    return createRequire(import.meta.url).resolve('@ffmpeg-installer/linux-x64/ffmpeg');
  } catch {
    return 'ffmpeg';
  }
}

/** Starts ffmpeg; descriptor 3 is a second output. Listen for `error`: the program may be missing. */
export function startFfmpeg(args: readonly string[]): ChildProcess {
  const all = ['-hide_banner', '-loglevel', 'error', '-nostats', '-nostdin', ...args];
  return spawn(ffmpegPath(), all, { stdio: ['pipe', 'pipe', 'pipe', 'pipe'] });
}

export interface FfmpegResult {
  readonly isComplete: boolean;
  readonly output: Buffer;
  /** What it wrote to descriptor 3. */
  readonly sideOutput: string;
  readonly complaints: string;
}

const longestRunMilliseconds = 120_000;

/** Runs ffmpeg to its end with `input` on its standard input. Throws FfmpegMissingError; bad media is no error. */
export async function runFfmpeg(
  args: readonly string[],
  input: readonly Buffer[] = [],
): Promise<FfmpegResult> {
  const child = startFfmpeg(args);
  const timer = setTimeout(() => child.kill('SIGKILL'), longestRunMilliseconds);
  // ffmpeg may close its input before it has read all of it; what it made until then still counts.
  child.stdin?.on('error', () => undefined);
  child.stdin?.end(Buffer.concat(input));
  try {
    const [exit, output, sideOutput, complaints] = await Promise.all([
      exitOf(child),
      buffer(readable(child, 1)),
      buffer(readable(child, 3)),
      buffer(readable(child, 2)),
    ]);
    return {
      isComplete: exit === 0,
      output,
      sideOutput: sideOutput.toString(),
      complaints: complaints.toString(),
    };
  } finally {
    clearTimeout(timer);
  }
}

/** Its exit code, null when it was killed. Rejects with FfmpegMissingError. */
export function exitOf(child: ChildProcess): Promise<number | null> {
  const { promise, resolve, reject } = Promise.withResolvers<number | null>();
  child.once('error', (cause) => reject(new FfmpegMissingError({ cause })));
  child.once('close', (code) => resolve(code));
  return promise;
}

function readable(child: ChildProcess, descriptor: 1 | 2 | 3): Readable {
  return child.stdio[descriptor] as Readable;
}
