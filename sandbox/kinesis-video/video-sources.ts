import { exitOf, startFfmpeg } from './ffmpeg.ts';
import { type FragmentArrival, type FragmentTimes, IngestSession } from './ingest-session.ts';
import { LiveSource, type LiveSourceOptions } from './live-source.ts';
import { probeVideo } from './probe-video.ts';
import { KinesisVideoError } from './service-error.ts';
import type { StreamRegistry, VideoStream } from './stream-registry.ts';
import { fileArguments, rtspArguments } from './video-arguments.ts';

export interface VideoSourcesOptions {
  readonly streams: StreamRegistry;
  readonly now: () => number;
  readonly nextFragmentNumber: () => string;
  readonly log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** The cameras we play ourselves: files, RTSP addresses, and whole files at once. */
export class VideoSources {
  readonly #options: VideoSourcesOptions;

  constructor(options: VideoSourcesOptions) {
    this.#options = options;
  }

  /** Plays a file as a live camera. Throws VideoUnreadableError, FfmpegMissingError, KinesisVideoError. */
  async playFile(
    streamName: string,
    file: string,
    { loop = false }: { readonly loop?: boolean } = {},
  ): Promise<void> {
    const stream = this.#options.streams.find({ StreamName: streamName });
    refuseSecondProducer(stream);
    const handling = await probeVideo(file);
    this.#start(stream, {
      handling,
      restarts: loop,
      arguments: (current) => fileArguments({ file, handling: current, isLive: true, loop }),
    });
  }

  /** Follows an RTSP camera until stopped; whether it answers shows in the log. Throws KinesisVideoError. */
  playRtsp(streamName: string, url: string): void {
    this.#start(this.#options.streams.find({ StreamName: streamName }), {
      handling: 'copy',
      restarts: true,
      arguments: (handling) => rtspArguments(url, handling),
    });
  }

  /** Stores a whole file as if it had been live from `startAt` (epoch milliseconds). Throws as playFile, and MediaRefusedError. */
  async ingestFile(streamName: string, file: string, startAt: number): Promise<void> {
    const stream = this.#options.streams.find({ StreamName: streamName });
    const handling = await probeVideo(file);
    const child = startFfmpeg(fileArguments({ file, handling, isLive: false }));
    const exit = exitOf(child);
    child.stderr?.resume();
    const session = this.#openSession(stream, ({ timecode }) => {
      return { producerTimestamp: startAt + timecode, serverTimestamp: startAt + timecode };
    });
    for await (const chunk of child.stdout ?? []) [...session.accept(chunk)];
    [...session.finish()];
    await exit;
  }

  #start(stream: VideoStream, how: Pick<LiveSourceOptions, 'handling' | 'restarts' | 'arguments'>): void {
    const { now, log } = this.#options;
    refuseSecondProducer(stream);
    const source = new LiveSource({
      ...how,
      streamName: stream.record.name,
      now,
      log,
      openSession: (timesOf) => this.#openSession(stream, timesOf),
      onEnd: () => {
        stream.endProducer = undefined;
      },
    });
    stream.endProducer = () => source.stop();
  }

  #openSession(stream: VideoStream, timesOf: (fragment: FragmentArrival) => FragmentTimes): IngestSession {
    const { now, nextFragmentNumber } = this.#options;
    return new IngestSession({ store: stream.store, now, nextFragmentNumber, timesOf });
  }
}

function refuseSecondProducer({ endProducer, record }: VideoStream): void {
  if (endProducer === undefined) return;
  throw new KinesisVideoError('ResourceInUseException', `The stream ${record.name} has a producer already`);
}
