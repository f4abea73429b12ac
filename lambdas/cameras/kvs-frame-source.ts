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

async function* readPages(
  client: KinesisVideoArchivedMediaClient,
  streamName: string,
  { from, to, intervalMilliseconds }: Window,
): AsyncGenerator<Frame> {
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
  for await (const { Images = [] } of pages) {
    for (const image of Images) {
      const frame = toFrame(image);
      if (frame !== undefined && frame.takenAt >= from && frame.takenAt < to) yield frame;
    }
  }
}

function toFrame({ TimeStamp, Error: problem, ImageContent }: Image): Frame | undefined {
  if (TimeStamp === undefined) return undefined;
  const takenAt = TimeStamp.getTime();
  if (ImageContent) return { takenAt, jpeg: Buffer.from(ImageContent, 'base64') };
  return { takenAt, missing: problem === 'MEDIA_ERROR' ? 'unreadable' : 'no-video' };
}
