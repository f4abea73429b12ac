import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { latestFrameKey } from '../cameras/keep-latest-frame.ts';
import { evidencePrefix } from '../zone/names.ts';
import { frameLinkSeconds, type LatestFrames } from './latest-frames.ts';

export interface S3LatestFramesParams {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** One listing for all cameras; links are signed with the function's own role. */
export function s3LatestFrames({ client, bucketName: Bucket }: S3LatestFramesParams): LatestFrames {
  return {
    keptAt: async () => {
      const kept = new Map<string, number>();
      const pages = paginateListObjectsV2({ client }, { Bucket, Prefix: evidencePrefix.latest });
      for await (const { Contents = [] } of pages) {
        for (const { Key = '', LastModified } of Contents) {
          const cameraId = Key.slice(evidencePrefix.latest.length).replace(/\.jpg$/, '');
          if (LastModified !== undefined) kept.set(cameraId, LastModified.getTime());
        }
      }
      return kept;
    },
    linkTo: async (cameraId) => {
      const Key = latestFrameKey(cameraId);
      const command = new GetObjectCommand({ Bucket, Key, ResponseContentType: 'image/jpeg' });
      return getSignedUrl(client, command, { expiresIn: frameLinkSeconds });
    },
  };
}
