import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, type S3Client } from '@aws-sdk/client-s3';
import { evidencePrefix } from '../zone/names.ts';
import type { IncidentPictures } from './incident-pictures.ts';

export interface S3IncidentPicturesParams {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** The page shows a few; more than one listing is never worth its time. */
const mostFiles = 500;

/** Reads frames of the evidence bucket, as gather-evidence put them there. */
export function s3IncidentPictures({
  client,
  bucketName: Bucket,
}: S3IncidentPicturesParams): IncidentPictures {
  const folderOf = (incidentId: string) => `${evidencePrefix.incidents}${incidentId}/`;
  return {
    list: async (incidentId) => {
      const folder = folderOf(incidentId);
      const { Contents = [] } = await client.send(
        new ListObjectsV2Command({ Bucket, Prefix: `${folder}frames/`, MaxKeys: mostFiles }),
      );
      return Contents.flatMap(({ Key }) => Key?.slice(folder.length) ?? []);
    },
    read: async (incidentId, file) => {
      try {
        const Key = `${folderOf(incidentId)}${file}`;
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}
