import { PutObjectCommand, type S3Client } from '@aws-sdk/client-s3';
import type { ExportFolder } from './export-folder.ts';

export interface S3ExportFolderParams {
  readonly client: S3Client;
  readonly bucketName: string;
  /** With a slash at its end. */
  readonly prefix: string;
}

/** An export in a bucket; the same one again overwrites itself. */
export function s3ExportFolder({ client, bucketName, prefix }: S3ExportFolderParams): ExportFolder {
  return {
    open: () => Promise.resolve(),
    write: async (file, bytes) => {
      await client.send(new PutObjectCommand({ Bucket: bucketName, Key: `${prefix}${file}`, Body: bytes }));
    },
  };
}
