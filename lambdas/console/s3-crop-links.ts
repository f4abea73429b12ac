import { GetObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import type { CropLinks } from './crop-links.ts';
import { linkSeconds } from './picture-links.ts';

/** Signs links with the function's own role, which may read the crops of sightings alone. */
export function s3CropLinks({
  client,
  bucketName: Bucket,
}: {
  readonly client: S3Client;
  readonly bucketName: string;
}): CropLinks {
  return {
    linkTo: async (Key) => {
      const command = new GetObjectCommand({ Bucket, Key, ResponseContentType: 'image/jpeg' });
      return getSignedUrl(client, command, { expiresIn: linkSeconds });
    },
  };
}
