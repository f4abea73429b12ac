import type { Acknowledgement } from './acknowledgement.ts';
import { backoffMilliseconds } from './backoff.ts';
import type { CameraFragment } from './camera-fragments.ts';
import { fragmentWords, type SendResult } from './camera-report.ts';
import { type CameraUplinkParams, sendOverOneConnection } from './camera-uplink.ts';
import { FragmentBuffer } from './fragment-buffer.ts';
import type { PutMediaError } from './put-media-error.ts';

export interface SendCameraParams extends CameraUplinkParams {
  readonly source: (signal: AbortSignal) => AsyncIterable<CameraFragment>;
  /** What is kept while it cannot be sent. */
  readonly bufferBytes: number;
  /** How long a stopped bridge may go on to send what it has. @default 10000 */
  readonly stopMilliseconds?: number;
  readonly random: () => number;
  /** Resolves early when the signal aborts. */
  readonly pause: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}

/**
 * Sends a camera's fragments to its stream until `signal` or the source's end, whatever the connection does in
 * between: each is kept until Kinesis Video has stored it. Throws PutMediaError when that cannot succeed, and what
 * the source throws, after what it gave before has been sent.
 */
export async function sendCamera(params: SendCameraParams, signal: AbortSignal): Promise<SendResult> {
  return new CameraSender(params, signal).run();
}

/** Fresh keys that are refused again and again are not going to be taken. */
const mostExpiredKeys = 3;

class CameraSender {
  readonly #params: SendCameraParams;
  readonly #signal: AbortSignal;
  readonly #buffer: FragmentBuffer;
  /** Ends the source: the user stops, or sending can never succeed. */
  readonly #stopping = new AbortController();
  /** Time to go, sent or not. */
  readonly #leaving = new AbortController();
  #change = Promise.withResolvers<void>();
  #isSourceOver = false;
  #storedFragments = 0;
  #storedBytes = 0;
  #lostFragments = 0;
  #connections = 0;

  constructor(params: SendCameraParams, signal: AbortSignal) {
    this.#params = params;
    this.#signal = signal;
    const onDrop = (fragment: CameraFragment) => this.#countLost(fragment);
    this.#buffer = new FragmentBuffer({ limitBytes: params.bufferBytes, onDrop });
  }

  async run(): Promise<SendResult> {
    const { stopMilliseconds = 10_000, tell } = this.#params;
    let timer: NodeJS.Timeout | undefined;
    const stop = () => {
      this.#stopping.abort();
      timer = setTimeout(() => this.#leaving.abort(), stopMilliseconds);
    };
    this.#signal.addEventListener('abort', stop, { once: true });
    if (this.#signal.aborted) stop();
    const filling = this.#fill();
    // Its failure is told after what it gave before was sent.
    filling.catch(() => undefined);
    try {
      await this.#drain();
      await filling;
    } finally {
      this.#stopping.abort();
      clearTimeout(timer);
      this.#signal.removeEventListener('abort', stop);
      await filling.catch(() => undefined);
    }
    // What a stopped bridge could not send in time.
    this.#buffer.clear();
    const result = this.#result();
    tell({ event: 'done', ...result });
    return result;
  }

  async #fill(): Promise<void> {
    try {
      for await (const fragment of this.#params.source(this.#stopping.signal)) {
        this.#buffer.push(fragment);
        this.#notify();
      }
    } finally {
      this.#isSourceOver = true;
      this.#notify();
    }
  }

  async #drain(): Promise<void> {
    let failures = 0;
    let isFresh = false;
    while (!this.#leaving.signal.aborted) {
      const first = this.#buffer.oldest();
      if (first === undefined && this.#isSourceOver) return;
      if (first === undefined) {
        await this.#change.promise;
        continue;
      }
      const storedBefore = this.#storedFragments;
      const error = await this.#connect(first, isFresh);
      if (error?.remedy === 'skip-fragment') this.#buffer.refuse(error.timecode);
      this.#buffer.rewind();
      const hasProgress = this.#storedFragments > storedBefore;
      failures = hasProgress ? 0 : failures + 1;
      isFresh = error?.remedy === 'new-keys';
      if (error === undefined && hasProgress) continue;
      if (isHopeless(error, failures)) throw error;
      await this.#waitAfter(error, Math.max(1, failures));
    }
  }

  #connect(first: CameraFragment, isFresh: boolean): Promise<PutMediaError | undefined> {
    this.#connections += 1;
    return sendOverOneConnection(this.#params, first, {
      buffer: this.#buffer,
      isFresh,
      onAcknowledgement: (acknowledgement) => this.#accept(acknowledgement),
      waitForChange: () => this.#change.promise,
      isSourceOver: () => this.#isSourceOver,
      leaving: this.#leaving.signal,
    });
  }

  async #waitAfter(error: PutMediaError | undefined, failures: number): Promise<void> {
    const { random, pause, tell } = this.#params;
    if (this.#leaving.signal.aborted) return;
    const retryMilliseconds = backoffMilliseconds(failures, random);
    const reason = error?.message ?? 'the service stored nothing';
    tell({ event: 'connection-lost', reason, retryMilliseconds });
    await pause(retryMilliseconds, this.#leaving.signal);
  }

  #accept(acknowledgement: Acknowledgement): void {
    if (acknowledgement.kind !== 'persisted') return;
    const fragment = this.#buffer.persisted(acknowledgement.timecode);
    if (fragment === undefined) return;
    this.#storedFragments += 1;
    this.#storedBytes += fragment.bytes.length;
    const words = fragmentWords(fragment);
    const lagMilliseconds = this.#params.now() - fragment.timecode - fragment.durationMilliseconds;
    this.#params.tell({ event: 'stored', ...words, bytes: fragment.bytes.length, lagMilliseconds });
  }

  #countLost(fragment: CameraFragment): void {
    this.#lostFragments += 1;
    this.#params.tell({ event: 'lost', ...fragmentWords(fragment), lostFragments: this.#lostFragments });
  }

  #notify(): void {
    this.#change.resolve();
    this.#change = Promise.withResolvers();
  }

  #result(): SendResult {
    return {
      storedFragments: this.#storedFragments,
      lostFragments: this.#lostFragments,
      storedBytes: this.#storedBytes,
      connections: this.#connections,
    };
  }
}

function isHopeless(error: PutMediaError | undefined, failures: number): boolean {
  if (error?.remedy === 'give-up') return true;
  return error?.remedy === 'new-keys' && failures >= mostExpiredKeys;
}
