import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  paginateListObjectsV2,
  type S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { evidencePrefix } from '../zone/names.ts';
import { answerFiles } from './enrollment-answer.ts';
import { entryFileName } from './enrollment-file.ts';
import type { EnrollmentFolders, PhotoFolder } from './enrollment-folders.ts';

export interface S3EnrollmentFoldersParams {
  readonly client: S3Client;
  readonly bucketName: string;
}

/** One byte more than a photo may have: enough to see that it is too large, never more than fits into memory. */
const lastByte = 5 * 1024 * 1024;
const notPhotos: ReadonlySet<string> = new Set([entryFileName, ...Object.values(answerFiles)]);

/** Enrollment folders in the evidence bucket. */
export function s3EnrollmentFolders(params: S3EnrollmentFoldersParams): EnrollmentFolders {
  const { client, bucketName: Bucket } = params;
  const deleteKey = (Key: string) => client.send(new DeleteObjectCommand({ Bucket, Key }));
  return {
    list: async () =>
      (await list(params)).flatMap(({ revision, ...folder }) =>
        revision === undefined ? [] : [{ ...folder, revision }],
      ),
    listPhotos: async () =>
      (await list(params)).flatMap(({ revision, ...folder }) =>
        revision === undefined && folder.photos.length > 0 ? [folder] : [],
      ),
    read: (folder, file) => read(params, keyOf(folder, file)),
    write: async (folder, file, { text, type }) => {
      const ContentType = `${type}; charset=utf-8`;
      await client.send(new PutObjectCommand({ Bucket, Key: keyOf(folder, file), Body: text, ContentType }));
    },
    delete: async (folder, files) => {
      for (const file of files) await deleteKey(keyOf(folder, file));
    },
    remove: async (folder) => {
      for (const { key } of await objectsUnder(params, keyOf(folder, ''))) await deleteKey(key);
    },
  };
}

function keyOf(folder: string, file: string): string {
  return `${evidencePrefix.enrollment}${folder}/${file}`;
}

interface FoundObject {
  readonly key: string;
  readonly revision: string;
}

async function objectsUnder(
  { client, bucketName }: S3EnrollmentFoldersParams,
  Prefix: string,
): Promise<readonly FoundObject[]> {
  const found: FoundObject[] = [];
  for await (const { Contents = [] } of paginateListObjectsV2({ client }, { Bucket: bucketName, Prefix })) {
    for (const { Key, ETag, LastModified } of Contents) {
      // The same text put again is another request, but has the same ETag.
      if (Key !== undefined) found.push({ key: Key, revision: `${ETag} ${LastModified?.toISOString()}` });
    }
  }
  return found;
}

interface FoundFolder extends PhotoFolder {
  /** Of its `entry.yaml`. */
  readonly revision: string | undefined;
}

async function list(params: S3EnrollmentFoldersParams): Promise<readonly FoundFolder[]> {
  const folders = new Map<string, Map<string, string>>();
  for (const { key, revision } of await objectsUnder(params, evidencePrefix.enrollment)) {
    const [name = '', file = '', ...deeper] = key.slice(evidencePrefix.enrollment.length).split('/');
    if (name === '' || file === '' || deeper.length > 0) continue;
    const files = folders.get(name) ?? new Map<string, string>();
    folders.set(name, files.set(file, revision));
  }
  return [...folders].map(([name, files]) => {
    const photos = [...files.keys()].filter((file) => !notPhotos.has(file)).sort();
    return { name, revision: files.get(entryFileName), photos };
  });
}

async function read(
  { client, bucketName }: S3EnrollmentFoldersParams,
  Key: string,
): Promise<Uint8Array | undefined> {
  try {
    const get = new GetObjectCommand({ Bucket: bucketName, Key, Range: `bytes=0-${lastByte}` });
    const { Body } = await client.send(get);
    return await Body?.transformToByteArray();
  } catch (error) {
    if (error instanceof NoSuchKey) return undefined;
    // An empty file has no first byte.
    if (error instanceof S3ServiceException && error.name === 'InvalidRange') return new Uint8Array();
    throw error;
  }
}
