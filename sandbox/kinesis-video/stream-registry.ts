import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { FragmentStore } from './fragment-store.ts';
import { makeLatestFrame } from './latest-frame.ts';
import { KinesisVideoError } from './service-error.ts';

const recordSchema = z.object({
  name: z.string(),
  arn: z.string(),
  mediaType: z.string().optional(),
  deviceName: z.string().optional(),
  kmsKeyId: z.string(),
  retentionHours: z.number(),
  createdAt: z.number(),
  version: z.number(),
  tags: z.record(z.string(), z.string()),
});

export type StreamRecord = z.infer<typeof recordSchema>;

export interface VideoStream {
  record: StreamRecord;
  readonly folder: string;
  readonly store: FragmentStore;
  readonly latestFrame: () => Promise<Buffer | undefined>;
  /** Ends whatever is writing into it: AWS allows one producer at a time. */
  endProducer?: (() => Promise<void>) | undefined;
}

/** How a request or a caller names a stream. */
export interface StreamReference {
  readonly StreamName?: string | undefined;
  readonly StreamARN?: string | undefined;
}

export interface StreamRegistryOptions {
  readonly dataDir: string;
  readonly now: () => number;
  readonly capBytes: number;
}

const recordFile = 'stream.json';
const hourMilliseconds = 3_600_000;
/** Without retention AWS still buffers five minutes (CreateStream, DataRetentionInHours). */
const bufferMilliseconds = 5 * 60_000;

/** The streams of the local account, kept under the data folder, one folder each. */
export class StreamRegistry {
  readonly #options: StreamRegistryOptions;
  readonly #streams = new Map<string, VideoStream>();

  constructor(options: StreamRegistryOptions) {
    this.#options = options;
    mkdirSync(options.dataDir, { recursive: true });
    for (const name of readdirSync(options.dataDir)) this.#load(join(options.dataDir, name));
  }

  all(): readonly VideoStream[] {
    return [...this.#streams.values()].sort((a, b) => (a.record.name < b.record.name ? -1 : 1));
  }

  /** Throws KinesisVideoError: InvalidArgumentException without a name, ResourceNotFoundException. */
  find({ StreamName, StreamARN }: StreamReference): VideoStream {
    if (StreamName === undefined && StreamARN === undefined) {
      throw new KinesisVideoError('InvalidArgumentException', 'Either StreamName or StreamARN must be given');
    }
    const stream = this.all().find(
      ({ record }) => record.name === (StreamName ?? record.name) && record.arn === (StreamARN ?? record.arn),
    );
    if (stream !== undefined) return stream;
    const named = StreamName ?? StreamARN;
    throw new KinesisVideoError('ResourceNotFoundException', `The requested stream is not found: ${named}`);
  }

  /** Throws KinesisVideoError ResourceInUseException when the name is taken. */
  create(record: StreamRecord): VideoStream {
    if (this.#streams.has(record.name)) {
      throw new KinesisVideoError('ResourceInUseException', `The stream ${record.name} already exists.`);
    }
    // The creation time makes the folder's name safe (a stream may be called `..`) and never used twice.
    const folder = join(this.#options.dataDir, `${record.name}@${record.createdAt}`);
    mkdirSync(folder, { recursive: true });
    const stream = this.#open(folder, record);
    this.#save(stream);
    return stream;
  }

  /** Changes a stream's record; each change makes a new version. */
  update(stream: VideoStream, change: Partial<StreamRecord>): void {
    stream.record = { ...stream.record, ...change, version: stream.record.version + 1 };
    this.#save(stream);
    stream.store.expire();
  }

  /** Ends its producer and deletes its video. */
  async delete(stream: VideoStream): Promise<void> {
    this.#streams.delete(stream.record.name);
    await stream.endProducer?.();
    stream.store.destroy();
  }

  #load(folder: string): void {
    try {
      this.#open(folder, recordSchema.parse(JSON.parse(readFileSync(join(folder, recordFile), 'utf8'))));
    } catch {
      // Not a stream of ours, or one whose creation was cut short: there is nothing to serve from it.
    }
  }

  #open(folder: string, record: StreamRecord): VideoStream {
    const store: FragmentStore = new FragmentStore({
      folder,
      now: this.#options.now,
      retentionMilliseconds: () => stream.record.retentionHours * hourMilliseconds || bufferMilliseconds,
      capBytes: this.#options.capBytes,
    });
    const stream: VideoStream = { record, folder, store, latestFrame: makeLatestFrame(store) };
    this.#streams.set(record.name, stream);
    return stream;
  }

  #save(stream: VideoStream): void {
    writeFileSync(join(stream.folder, recordFile), JSON.stringify(stream.record, null, 2));
  }
}
