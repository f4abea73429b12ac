import { GetDataEndpointCommand, type KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import {
  GetClipCommand,
  type KinesisVideoArchivedMediaClient,
} from '@aws-sdk/client-kinesis-video-archived-media';
import type { Clip, ClipSource } from './clip-source.ts';
import type { Span } from './evidence-plan.ts';

export interface KvsClipSourceParams {
  readonly client: KinesisVideoClient;
  /** Makes the client of a stream's own data endpoint. */
  readonly openArchive: (endpoint: string) => KinesisVideoArchivedMediaClient;
}

/** https://docs.aws.amazon.com/kinesisvideostreams/latest/APIReference/API_reader_GetClip.html#API_reader_GetClip_Errors */
const notPossible = new Set([
  'InvalidCodecPrivateDataException',
  'InvalidMediaFrameException',
  'MissingCodecPrivateDataException',
  'UnsupportedStreamMediaTypeException',
]);

/** Clips by GetClip; the stream is named like its camera. */
export function kvsClipSource({ client, openArchive }: KvsClipSourceParams): ClipSource {
  return {
    getClip: async (cameraId, span) => {
      try {
        const { DataEndpoint = '' } = await client.send(
          new GetDataEndpointCommand({ StreamName: cameraId, APIName: 'GET_CLIP' }),
        );
        return await readClip(openArchive(DataEndpoint), cameraId, span);
      } catch (error) {
        // Both services throw their own class of the first name: no such stream, or no fragment in the span.
        if (!(error instanceof Error)) throw error;
        if (error.name === 'ResourceNotFoundException') return { missing: 'no-video' };
        if (notPossible.has(error.name)) return { missing: 'not-possible' };
        throw error;
      }
    },
  };
}

async function readClip(
  archive: KinesisVideoArchivedMediaClient,
  streamName: string,
  { from, to }: Span,
): Promise<Clip> {
  const { Payload } = await archive.send(
    new GetClipCommand({
      StreamName: streamName,
      ClipFragmentSelector: {
        // The clock of a camera is not trusted to say when something happened.
        FragmentSelectorType: 'SERVER_TIMESTAMP',
        TimestampRange: { StartTimestamp: new Date(from), EndTimestamp: new Date(to) },
      },
    }),
  );
  const mp4 = await Payload?.transformToByteArray();
  return mp4 === undefined || mp4.length === 0 ? { missing: 'no-video' } : { mp4 };
}
