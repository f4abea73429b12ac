import type { IncomingMessage, ServerResponse } from 'node:http';
import { json } from 'node:stream/consumers';
import { ZodError } from 'zod';
import type { LocalService } from '../local-service.ts';
import { type Action, BinaryAnswer } from './action.ts';
import { createStream } from './create-stream.ts';
import { deleteStream } from './delete-stream.ts';
import { describeStream } from './describe-stream.ts';
import { makeFragmentNumbers } from './fragment-numbers.ts';
import { getClip } from './get-clip.ts';
import { getDataEndpoint } from './get-data-endpoint.ts';
import { getImages } from './get-images.ts';
import { listFragments } from './list-fragments.ts';
import { listStreams } from './list-streams.ts';
import { putMedia } from './put-media.ts';
import { KinesisVideoError } from './service-error.ts';
import { StreamRegistry } from './stream-registry.ts';
import { listTagsForStream, tagStream, untagStream } from './tag-stream.ts';
import { updateDataRetention } from './update-data-retention.ts';
import { VideoSources } from './video-sources.ts';

export interface KinesisVideoOptions {
  /** Streams and video are kept here, and found again at the next start. */
  readonly dataDir: string;
  /** Base URL that GetDataEndpoint gives to clients. */
  readonly endpoint: () => string;
  /** Epoch milliseconds; cameras need a clock that runs. */
  readonly now: () => number;
  /** @default 1024 for each stream; the oldest fragments go first */
  readonly retentionMegabytes?: number;
  /** @default 30000, as AWS: a PutMedia connection without data is closed */
  readonly idleMilliseconds?: number;
  readonly log?: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

export interface KinesisVideo
  extends LocalService,
    Pick<VideoSources, 'playFile' | 'playRtsp' | 'ingestFile'> {
  /** The stream's newest picture as JPEG; undefined while it has none. Throws KinesisVideoError for an unknown stream. */
  latestFrame(streamName: string): Promise<Buffer | undefined>;
  /** Ends the camera or PutMedia connection that writes into the stream, if any. */
  stopSource(streamName: string): Promise<void>;
}

const actions: Readonly<Record<string, Action>> = {
  '/createStream': createStream,
  '/describeStream': describeStream,
  '/listStreams': listStreams,
  '/deleteStream': deleteStream,
  '/updateDataRetention': updateDataRetention,
  '/tagStream': tagStream,
  '/untagStream': untagStream,
  '/listTagsForStream': listTagsForStream,
  '/getDataEndpoint': getDataEndpoint,
  '/getImages': getImages,
  '/getClip': getClip,
  '/listFragments': listFragments,
};

const sweepMilliseconds = 60_000;

/** Kinesis Video Streams on this machine: fragments on disk, pictures by ffmpeg. Throws if `dataDir` cannot be used. */
export function createKinesisVideo(options: KinesisVideoOptions): KinesisVideo {
  const { dataDir, endpoint, now, retentionMegabytes = 1024, idleMilliseconds = 30_000 } = options;
  const log = options.log ?? (() => undefined);
  const streams = new StreamRegistry({ dataDir, now, capBytes: retentionMegabytes * 1024 * 1024 });
  const nextFragmentNumber = makeFragmentNumbers(now);
  const sources = new VideoSources({ streams, now, nextFragmentNumber, log });
  // Video must go when its time is over even if nobody asks for the stream again.
  const sweep = setInterval(
    () => streams.all().forEach(({ store }) => void store.expire()),
    sweepMilliseconds,
  );
  sweep.unref();

  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    if (pathname === '/putMedia') {
      await putMedia({ streams, now, nextFragmentNumber, idleMilliseconds, log }, request, response);
      return;
    }
    const action = actions[pathname];
    if (action === undefined)
      throw new KinesisVideoError('UnknownOperationException', `${pathname} is not imitated`);
    const context = { streams, endpoint, now, region: regionOf(request) };
    send(response, await action(context, await readInput(request)));
  };

  return {
    signingNames: ['kinesisvideo'],
    handle: (request, response) =>
      answer(request, response).catch((error: unknown) => sendError(response, error, log)),
    playFile: (...args) => sources.playFile(...args),
    playRtsp: (...args) => sources.playRtsp(...args),
    ingestFile: (...args) => sources.ingestFile(...args),
    latestFrame: async (streamName) => streams.find({ StreamName: streamName }).latestFrame(),
    stopSource: async (streamName) => streams.find({ StreamName: streamName }).endProducer?.(),
    close: async () => {
      clearInterval(sweep);
      await Promise.all(streams.all().map((stream) => stream.endProducer?.()));
    },
  };
}

async function readInput(request: IncomingMessage): Promise<unknown> {
  try {
    return request.headers['content-length'] === '0' ? {} : await json(request);
  } catch {
    throw new KinesisVideoError('InvalidArgumentException', 'The body is not JSON');
  }
}

/** From the signature's credential scope: `AKID/20260101/ap-southeast-1/kinesisvideo/aws4_request`. */
function regionOf(request: IncomingMessage): string {
  return (
    /Credential=[^/]+\/\d+\/([^/]+)\//.exec(request.headers.authorization ?? '')?.[1] ?? 'ap-southeast-1'
  );
}

function send(response: ServerResponse, answer: object): void {
  if (answer instanceof BinaryAnswer)
    response.writeHead(200, { 'content-type': answer.contentType }).end(answer.bytes);
  else response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

function sendError(
  response: ServerResponse,
  error: unknown,
  log: NonNullable<KinesisVideoOptions['log']>,
): void {
  const known =
    error instanceof ZodError ? new KinesisVideoError('InvalidArgumentException', error.message) : error;
  const isExpected = known instanceof KinesisVideoError;
  if (!isExpected) log('KINESIS_VIDEO_FAILED', { error: String(error) });
  const { name, status, message } = isExpected
    ? known
    : { name: 'InternalFailure', status: 500, message: 'The local service failed; see its log' };
  const headers = { 'content-type': 'application/json', 'x-amzn-errortype': name };
  if (!response.headersSent) response.writeHead(status, headers).end(JSON.stringify({ Message: message }));
}
