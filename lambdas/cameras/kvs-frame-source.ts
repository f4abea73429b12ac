import { GetDataEndpointCommand, type KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import {
  type Image,
  type KinesisVideoArchivedMediaClient,
  paginateGetImages,
} from '@aws-sdk/client-kinesis-video-archived-media';
import type { Frame, FrameSource } from './frame-source.ts';
import type { Window } from './window.ts';

export interface KvsFrameSourceParams {
  readonly client: KinesisVideoClient;
  /** Makes the client of a stream's own data endpoint. */
  readonly openArchive: (endpoint: string) => KinesisVideoArchivedMediaClient;
}

/** Frames by GetImages; the stream is named like its camera. */
export function kvsFrameSource({ client, openArchive }: KvsFrameSourceParams): FrameSource {
  const archives = new Map<string, KinesisVideoArchivedMediaClient>();

  async function archiveOf(streamName: string): Promise<KinesisVideoArchivedMediaClient> {
    const known = archives.get(streamName);
    if (known !== undefined) return known;
    const { DataEndpoint = '' } = await client.send(
      new GetDataEndpointCommand({ StreamName: streamName, APIName: 'GET_IMAGES' }),
    );
    const opened = openArchive(DataEndpoint);
    archives.set(streamName, opened);
    return opened;
  }

  return {
    listFrames: async function* (cameraId, window) {
      try {
        yield* readPages(await archiveOf(cameraId), cameraId, window);
      } catch (error) {
        archives.delete(cameraId);
        // Both services throw their own class of this name: a stream that is not there yet, or never got a fragment.
        if (error instanceof Error && error.name === 'ResourceNotFoundException') return;
        throw error;
      }
    },
  };
}

/** GetImages returns at most this many images at a time. */
const pageFrames = 25;
/**
 * Pages asked for ahead of the one that is watched: so the answers, which take a second or so, are waited for while
 * the frames before are watched. A page costs 425 of the 10,000 points a second that a stream has.
 * https://docs.aws.amazon.com/kinesisvideostreams/latest/dg/limits.html
 */
const pagesAhead = 2;

async function* readPages(
  client: KinesisVideoArchivedMediaClient,
  streamName: string,
  window: Window,
): AsyncGenerator<Frame> {
  const waiting: Promise<readonly Frame[]>[] = [];
  for (const part of partsOf(window)) {
    const page = readPart(client, streamName, part);
    // Its error is thrown when its turn comes; a window that ends early asks for pages that nobody reads.
    page.catch(() => undefined);
    waiting.push(page);
    if (waiting.length > pagesAhead) yield* (await waiting.shift()) ?? [];
  }
  for (const page of waiting) yield* await page;
}

/** The window in parts of one page; each begins on the grid of its frames. */
function* partsOf({ from, to, intervalMilliseconds }: Window): Generator<Window> {
  const length = pageFrames * intervalMilliseconds;
  for (let start = from; start < to; start += length)
    yield { from: start, to: Math.min(to, start + length), intervalMilliseconds };
}

async function readPart(
  client: KinesisVideoArchivedMediaClient,
  streamName: string,
  { from, to, intervalMilliseconds }: Window,
): Promise<readonly Frame[]> {
  const pages = paginateGetImages(
    { client },
    {
      StreamName: streamName,
      // The clock of a camera is not trusted to say when something happened.
      ImageSelectorType: 'SERVER_TIMESTAMP',
      StartTimestamp: new Date(from),
      EndTimestamp: new Date(to - 1),
      SamplingInterval: intervalMilliseconds,
      Format: 'JPEG',
      FormatConfig: { JPEGQuality: '90' },
    },
  );
  const frames: Frame[] = [];
  for await (const { Images = [] } of pages) frames.push(...Images.flatMap((image) => toFrame(image) ?? []));
  return frames.filter(({ takenAt }) => takenAt >= from && takenAt < to);
}

function toFrame({ TimeStamp, Error: problem, ImageContent }: Image): Frame | undefined {
  if (TimeStamp === undefined) return undefined;
  const takenAt = TimeStamp.getTime();
  if (ImageContent) return { takenAt, jpeg: Buffer.from(ImageContent, 'base64') };
  return { takenAt, missing: problem === 'MEDIA_ERROR' ? 'unreadable' : 'no-video' };
}
