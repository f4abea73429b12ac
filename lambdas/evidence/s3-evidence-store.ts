import {
  GetObjectCommand,
  HeadObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
} from '@aws-sdk/client-s3';
import { evidencePrefix, heldTag } from '../zone/names.ts';
import { evidenceAbout, evidenceFile } from './evidence-object.ts';
import type { EvidenceStore } from './evidence-store.ts';
import { type EvidenceObject, sha256Of } from './manifest.ts';

export interface S3EvidenceStoreParams {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** Evidence in S3. The hash stands in the object's metadata, and S3 itself compares it with what it received. */
export function s3EvidenceStore(params: S3EvidenceStoreParams): EvidenceStore {
  const { client, bucketName: Bucket } = params;
  return {
    put: (incidentId, file, bytes, about) =>
      putOnce(params, {
        Key: keyOf(incidentId, file),
        bytes,
        metadata: { about: JSON.stringify(about) },
      }),
    putManifest: (incidentId, number, bytes) =>
      putOnce(params, { Key: keyOf(incidentId, evidenceFile.manifest(number)), bytes, metadata: {} }),
    list: async (incidentId) => {
      const prefix = keyOf(incidentId, '');
      const files: string[] = [];
      for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix }))
        files.push(...Contents.flatMap(({ Key }) => Key?.slice(prefix.length) ?? []));
      return files.sort();
    },
    describe: async (incidentId, files) => {
      const found: EvidenceObject[] = [];
      for (const file of files) found.push(await describe(params, incidentId, file));
      return found;
    },
    read: async (incidentId, file) => {
      try {
        const { Body } = await client.send(new GetObjectCommand({ Bucket, Key: keyOf(incidentId, file) }));
        return await Body?.transformToByteArray();
      } catch (error) {
        if (error instanceof NoSuchKey) return undefined;
        throw error;
      }
    },
  };
}

function keyOf(incidentId: string, file: string): string {
  return `${evidencePrefix.incidents}${incidentId}/${file}`;
}

interface NewObject {
  readonly Key: string;
  readonly bytes: Uint8Array;
  readonly metadata: Readonly<Record<string, string>>;
}

async function putOnce(
  { client, bucketName }: S3EvidenceStoreParams,
  { Key, bytes, metadata }: NewObject,
): Promise<'stored' | 'existed'> {
  const sha256 = sha256Of(bytes);
  try {
    await client.send(
      new PutObjectCommand({
        Bucket: bucketName,
        Key,
        Body: bytes,
        ContentType: contentTypeOf(Key),
        // Whatever is gathered twice, the first stays: its hash may stand in a manifest.
        IfNoneMatch: '*',
        ChecksumSHA256: Buffer.from(sha256, 'hex').toString('base64'),
        Metadata: { ...metadata, sha256 },
        Tagging: `${heldTag.key}=${heldTag.no}`,
      }),
    );
    return 'stored';
  } catch (error) {
    if (error instanceof Error && error.name === 'PreconditionFailed') return 'existed';
    throw error;
  }
}

async function describe(
  { client, bucketName }: S3EvidenceStoreParams,
  incidentId: string,
  file: string,
): Promise<EvidenceObject> {
  const Key = keyOf(incidentId, file);
  const { Metadata = {}, ContentLength = 0 } = await client.send(
    new HeadObjectCommand({ Bucket: bucketName, Key }),
  );
  const about = evidenceAbout.parse(JSON.parse(Metadata.about ?? 'null'));
  return { file, sha256: Metadata.sha256 ?? '', bytes: ContentLength, ...about };
}

function contentTypeOf(key: string): string {
  if (key.endsWith('.jpg')) return 'image/jpeg';
  return key.endsWith('.mp4') ? 'video/mp4' : 'application/json';
}
