import { clusterMilliseconds, parseCluster } from './cluster.ts';
import { ClusterSplitter, type SplitterEvent } from './cluster-splitter.ts';
import type { Fragment, FragmentStore } from './fragment-store.ts';
import { BrokenMatroskaError } from './matroska.ts';
import type { MediaHeader } from './track.ts';

/** Why a producer's media is refused, with the number and name PutMedia sends for it. */
export const refusals = {
  4001: 'MAX_FRAGMENT_SIZE_REACHED',
  4004: 'FRAGMENT_TIMECODE_LESSER_THAN_PREVIOUS',
  4006: 'INVALID_MKV_DATA',
  4008: 'STREAM_NOT_ACTIVE',
} as const;

export class MediaRefusedError extends Error {
  readonly code: keyof typeof refusals;

  constructor(code: keyof typeof refusals, options?: ErrorOptions) {
    super(refusals[code], options);
    this.name = 'MediaRefusedError';
    this.code = code;
  }
}

export type IngestEvent =
  | { readonly kind: 'header'; readonly header: MediaHeader }
  | {
      readonly kind: 'buffering' | 'received' | 'persisted';
      /** Milliseconds as the producer counts them: since its start, or since 1970. */
      readonly timecode: number;
      readonly fragmentNumber: string;
    };

export interface IngestOptions {
  readonly store: FragmentStore;
  readonly nextFragmentNumber: () => string;
  readonly now: () => number;
  /** Places a fragment in time, in epoch milliseconds. */
  readonly timesOf: (fragment: FragmentArrival) => FragmentTimes;
}

export interface FragmentArrival {
  readonly timecode: number;
  readonly durationMilliseconds: number;
  /** When its first bytes came. */
  readonly arrivedAt: number;
}

export type FragmentTimes = Pick<Fragment, 'producerTimestamp' | 'serverTimestamp'>;

interface OpenFragment {
  readonly number: string;
  readonly arrivedAt: number;
}

/** One producer's connection: Matroska in, fragments stored, an event for each step. */
export class IngestSession {
  readonly #options: IngestOptions;
  readonly #splitter = new ClusterSplitter();
  #sessionId = '';
  #header: MediaHeader | undefined;
  #open: OpenFragment = { number: '', arrivedAt: 0 };
  #previousTimecode = Number.NEGATIVE_INFINITY;

  constructor(options: IngestOptions) {
    this.#options = options;
  }

  /** Stores the fragments a chunk completes. Throws MediaRefusedError after the events of all before the bad one. */
  *accept(chunk: Uint8Array): Generator<IngestEvent> {
    yield* this.#follow(this.#splitter.push(chunk));
  }

  /** The producer ended its stream. Throws MediaRefusedError when it did so in the middle of a fragment. */
  *finish(): Generator<IngestEvent> {
    yield* this.#follow(this.#splitter.end());
  }

  *#follow(events: Iterable<SplitterEvent>): Generator<IngestEvent> {
    try {
      for (const event of events) yield* this.#handle(event);
    } catch (error) {
      if (!(error instanceof BrokenMatroskaError)) throw error;
      throw new MediaRefusedError(error.reason === 'too-large' ? 4001 : 4006, { cause: error });
    }
  }

  *#handle(event: SplitterEvent): Generator<IngestEvent> {
    switch (event.kind) {
      case 'header':
        yield this.#startSession(event.bytes);
        break;
      case 'cluster-start':
        yield this.#openFragment(this.#milliseconds(event.timecode));
        break;
      case 'cluster':
        yield* this.#storeFragment(this.#milliseconds(event.timecode), event.bytes);
        break;
      case 'cut':
        throw new MediaRefusedError(4006);
    }
  }

  #startSession(bytes: Buffer): IngestEvent {
    this.#sessionId = this.#options.nextFragmentNumber();
    this.#header = this.#options.store.addHeader(this.#sessionId, bytes);
    this.#previousTimecode = Number.NEGATIVE_INFINITY;
    return { kind: 'header', header: this.#header };
  }

  #milliseconds(ticks: number): number {
    return Math.round(ticks * (this.#header?.millisecondsPerTick ?? 1));
  }

  #openFragment(timecode: number): IngestEvent {
    if (timecode < this.#previousTimecode) throw new MediaRefusedError(4004);
    this.#previousTimecode = timecode;
    this.#open = { number: this.#options.nextFragmentNumber(), arrivedAt: this.#options.now() };
    return { kind: 'buffering', timecode, fragmentNumber: this.#open.number };
  }

  *#storeFragment(timecode: number, bytes: Buffer): Generator<IngestEvent> {
    const { number, arrivedAt } = this.#open;
    yield { kind: 'received', timecode, fragmentNumber: number };
    const durationMilliseconds = this.#duration(bytes);
    const times = this.#options.timesOf({ timecode, durationMilliseconds, arrivedAt });
    this.#options.store.add({ number, sessionId: this.#sessionId, durationMilliseconds, ...times }, bytes);
    yield { kind: 'persisted', timecode, fragmentNumber: number };
  }

  /** A broken inside is stored all the same, as AWS does: readers learn of it, its neighbors are not lost. */
  #duration(bytes: Buffer): number {
    const { video, millisecondsPerTick } = this.#header ?? {};
    if (video === undefined || millisecondsPerTick === undefined) return unknownDurationMilliseconds;
    try {
      return clusterMilliseconds(parseCluster(bytes), video, millisecondsPerTick);
    } catch {
      return unknownDurationMilliseconds;
    }
  }
}

/** Stands in until the next fragment of the recording shows how long this one was: the usual fragment length. */
const unknownDurationMilliseconds = 2_000;
