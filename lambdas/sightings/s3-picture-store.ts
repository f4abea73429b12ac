import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import type { PictureStore } from './picture-store.ts';

export interface S3PictureStoreParams {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** Pictures in the evidence bucket. */
export function s3PictureStore({ client, bucketName }: S3PictureStoreParams): PictureStore {
  return {
    put: async (key, jpeg) => {
      await client.send(
        new PutObjectCommand({ Bucket: bucketName, Key: key, Body: jpeg, ContentType: 'image/jpeg' }),
      );
    },
    get: async (key) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket: bucketName, Key: key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
    delete: async (keys) => {
      for (const key of keys) await client.send(new DeleteObjectCommand({ Bucket: bucketName, Key: key }));
    },
  };
}
