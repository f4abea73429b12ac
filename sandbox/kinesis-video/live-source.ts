import type { ChildProcess } from 'node:child_process';
import type { Readable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { exitOf, startFfmpeg } from './ffmpeg.ts';
import type { FragmentArrival, FragmentTimes, IngestSession } from './ingest-session.ts';
import { isCopyable, type VideoHandling } from './video-arguments.ts';

export interface LiveSourceOptions {
  readonly streamName: string;
  readonly arguments: (handling: VideoHandling) => readonly string[];
  readonly handling: VideoHandling;
  readonly openSession: (timesOf: (fragment: FragmentArrival) => FragmentTimes) => IngestSession;
  readonly now: () => number;
  /** Whether it begins anew when ffmpeg ends by itself. */
  readonly restarts: boolean;
  readonly log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
  readonly onEnd: () => void;
}

const longestSilenceMilliseconds = 20_000;
const firstPauseMilliseconds = 1_000;
const longestPauseMilliseconds = 30_000;

/** ffmpeg as a camera: what it writes becomes fragments at the clock's time, again and again until stopped. */
export class LiveSource {
  readonly #options: LiveSourceOptions;
  readonly #stopping = new AbortController();
  readonly #finished: Promise<void>;
  #handling: VideoHandling;
  #child: ChildProcess | undefined;

  constructor(options: LiveSourceOptions) {
    this.#options = options;
    this.#handling = options.handling;
    this.#finished = this.#run();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    this.#child?.kill('SIGKILL');
    await this.#finished;
  }

  async #run(): Promise<void> {
    const { streamName, log, restarts, onEnd } = this.#options;
    let failures = 0;
    while (!this.#stopping.signal.aborted) {
      const handling = this.#handling;
      const { fragmentCount, reason } = await this.#playOnce();
      if (handling !== this.#handling) continue;
      failures = fragmentCount > 0 ? 0 : failures + 1;
      log('CAMERA_STOPPED', { streamName, fragmentCount, reason, willRestart: this.#willRestart() });
      if (!restarts) break;
      const wait = Math.min(longestPauseMilliseconds, firstPauseMilliseconds * 2 ** failures);
      await pause(wait, undefined, { signal: this.#stopping.signal }).catch(() => undefined);
    }
    onEnd();
  }

  #willRestart(): boolean {
    return this.#options.restarts && !this.#stopping.signal.aborted;
  }

  /** One run of ffmpeg, to its end; never rejects. */
  async #playOnce(): Promise<{ fragmentCount: number; reason: string }> {
    const child = startFfmpeg(this.#options.arguments(this.#handling));
    this.#child = child;
    const complaints = lastLineOf(child.stderr);
    const exit = exitOf(child);
    let fragmentCount = 0;
    try {
      for await (const _ of this.#fragments(child)) fragmentCount += 1;
      const code = await exit;
      return { fragmentCount, reason: complaints() || `ffmpeg ended with ${code}` };
    } catch (error) {
      child.kill('SIGKILL');
      await exit.catch(() => undefined);
      return { fragmentCount, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  async *#fragments(child: ChildProcess): AsyncGenerator<void> {
    const { streamName, now, log, openSession } = this.#options;
    const session = openSession(makeLiveClock(now));
    const silence = setTimeout(() => child.kill('SIGKILL'), longestSilenceMilliseconds);
    let isStarted = false;
    try {
      for await (const chunk of child.stdout ?? []) {
        silence.refresh();
        for (const event of session.accept(chunk)) {
          if (event.kind === 'header' && !this.#canKeep(event.header.video?.codecId)) return;
          if (event.kind !== 'persisted') continue;
          if (!isStarted) log('CAMERA_STARTED', { streamName });
          isStarted = true;
          yield;
        }
      }
      // A stopped ffmpeg leaves half a fragment behind, which is nobody's fault.
      if (!this.#stopping.signal.aborted)
        for (const event of session.finish()) if (event.kind === 'persisted') yield;
    } finally {
      clearTimeout(silence);
      child.kill('SIGKILL');
    }
  }

  /** A codec the players do not take is noticed at the header; the next run encodes. */
  #canKeep(codecId: string | undefined): boolean {
    if (this.#handling === 'encode' || codecId === undefined || isCopyable(codecId)) return true;
    this.#handling = 'encode';
    return false;
  }
}

/**
 * Puts timecodes on the clock: a fragment cannot have ended later than it arrived, and the most punctual
 * one so far tells how long ago the recording began (a camera's first seconds come late, while it is probed).
 */
function makeLiveClock(now: () => number): (fragment: FragmentArrival) => FragmentTimes {
  let beginning = Number.POSITIVE_INFINITY;
  return ({ timecode, durationMilliseconds }) => {
    beginning = Math.min(beginning, now() - timecode - durationMilliseconds);
    return {
      producerTimestamp: Math.round(beginning + timecode),
      serverTimestamp: Math.round(beginning + timecode),
    };
  };
}

/** ffmpeg's last complaint, without the password of a camera's address. */
function lastLineOf(stream: Readable | null): () => string {
  let text = '';
  stream?.on('data', (chunk: Buffer) => {
    text = `${text}${chunk.toString()}`.slice(-1000);
  });
  return () => (text.trim().split('\n').at(-1) ?? '').replaceAll(/\/\/[^@\s/]*@/g, '//');
}
