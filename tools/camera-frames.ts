import { KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { KinesisVideoArchivedMediaClient } from '@aws-sdk/client-kinesis-video-archived-media';
import type { FrameSource } from '../lambdas/cameras/frame-source.ts';
import { kvsFrameSource } from '../lambdas/cameras/kvs-frame-source.ts';

/** Frames of the running zone's cameras: the account's, or the local run's. */
export function openCameraFrames(): FrameSource {
  const openArchive = (endpoint: string) => new KinesisVideoArchivedMediaClient({ endpoint });
  return kvsFrameSource({ client: new KinesisVideoClient(), openArchive });
}
