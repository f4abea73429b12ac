import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { type IngestEvent, IngestSession, MediaRefusedError, refusals } from './ingest-session.ts';
import { KinesisVideoError } from './service-error.ts';
import type { StreamRegistry, VideoStream } from './stream-registry.ts';

export interface PutMediaContext {
  readonly streams: StreamRegistry;
  readonly now: () => number;
  readonly nextFragmentNumber: () => string;
  /** A connection without data is closed after this; AWS: 30 s. */
  readonly idleMilliseconds: number;
  readonly log: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

const headersSchema = z.object({
  'x-amzn-stream-name': z.string().optional(),
  'x-amzn-stream-arn': z.string().optional(),
  'x-amzn-fragment-timecode-type': z.enum(['ABSOLUTE', 'RELATIVE']),
  'x-amzn-producer-start-timestamp': z.coerce.number().nonnegative().optional(),
});

type MediaHeaders = z.infer<typeof headersSchema>;

/** Takes one producer's Matroska as it comes and acknowledges each fragment, until either side ends. */
export async function putMedia(
  context: PutMediaContext,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const headers = headersSchema.parse(request.headers);
  const stream = context.streams.find({
    StreamName: headers['x-amzn-stream-name'],
    StreamARN: headers['x-amzn-stream-arn'],
  });
  if (stream.endProducer !== undefined) {
    throw new KinesisVideoError('ConnectionLimitExceededException', 'The stream has a producer already');
  }
  const closed = Promise.withResolvers<void>();
  stream.endProducer = () => {
    request.destroy();
    return closed.promise;
  };
  try {
    await receive(context, { request, response, stream, headers });
  } finally {
    stream.endProducer = undefined;
    closed.resolve();
  }
}

interface Connection {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly stream: VideoStream;
  readonly headers: MediaHeaders;
}

async function receive(context: PutMediaContext, connection: Connection): Promise<void> {
  const { request, response, stream, headers } = connection;
  const session = openSession(context, stream, headers);
  response.writeHead(200, { 'content-type': 'application/json' });
  response.flushHeaders();
  const watch = watchIdleness(context.idleMilliseconds, connection);
  const acknowledge = (events: Iterable<IngestEvent>) => {
    for (const event of events) if (event.kind !== 'header') response.write(acknowledgement(event));
  };
  try {
    for await (const chunk of request) {
      watch.refresh();
      acknowledge(session.accept(chunk));
    }
    acknowledge(session.finish());
  } catch (error) {
    refuse(context, connection, error);
  } finally {
    watch.stop();
    response.end();
    // Whatever a refused producer still sends is read and dropped, so that it gets our answer and not a reset.
    request.resume();
  }
}

function openSession(
  { now, nextFragmentNumber }: PutMediaContext,
  stream: VideoStream,
  headers: MediaHeaders,
): IngestSession {
  const isAbsolute = headers['x-amzn-fragment-timecode-type'] === 'ABSOLUTE';
  const startSeconds = headers['x-amzn-producer-start-timestamp'];
  const start = startSeconds === undefined ? now() : Math.round(startSeconds * 1000);
  return new IngestSession({
    store: stream.store,
    now,
    nextFragmentNumber,
    timesOf: ({ timecode, arrivedAt }) => ({
      producerTimestamp: isAbsolute ? timecode : start + timecode,
      serverTimestamp: arrivedAt,
    }),
  });
}

/** https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/API_dataplane_PutMedia.html, one object a line. */
function acknowledgement(event: Exclude<IngestEvent, { kind: 'header' }>): string {
  const { kind, timecode, fragmentNumber } = event;
  const line = { EventType: kind.toUpperCase(), FragmentTimecode: timecode, FragmentNumber: fragmentNumber };
  return `${JSON.stringify(line)}\n`;
}

function refuse({ log }: PutMediaContext, { response, stream }: Connection, error: unknown): void {
  // A producer that hangs up is no fault of the service; what it sent before is kept.
  const isHangUp = !(error instanceof MediaRefusedError);
  log('MEDIA_REFUSED', {
    streamName: stream.record.name,
    reason: isHangUp ? 'HANG_UP' : refusals[error.code],
  });
  if (isHangUp) return;
  response.write(
    `${JSON.stringify({ EventType: 'ERROR', ErrorId: error.code, ErrorCode: refusals[error.code] })}\n`,
  );
}

/** Says IDLE every sixth of the limit while nothing comes, and hangs up at the limit. */
function watchIdleness(idleMilliseconds: number, { request, response }: Connection) {
  let quietSteps = 0;
  const timer = setInterval(() => {
    quietSteps += 1;
    if (quietSteps >= 6) request.destroy();
    else response.write(`${JSON.stringify({ EventType: 'IDLE' })}\n`);
  }, idleMilliseconds / 6);
  return {
    refresh: () => {
      quietSteps = 0;
      timer.refresh();
    },
    stop: () => clearInterval(timer),
  };
}
