import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { s3EnrollmentFolders } from '../../lambdas/watchlist/s3-enrollment-folders.ts';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());

const client = new S3Client({ region: 'ap-southeast-1' });
const folders = s3EnrollmentFolders({ client, bucketName: 'evidence' });
const object = (Key: string) => ({ Key, ETag: '"e"', LastModified: new Date('2026-11-23T00:00:00Z') });

describe('s3EnrollmentFolders', () => {
  it('lists folders with an entry.yaml over all pages, with their photos alone', async () => {
    s3.on(ListObjectsV2Command)
      .resolvesOnce({
        Contents: [
          object('enrollment/nk-1/'),
          object('enrollment/nk-1/b.jpg'),
          object('enrollment/nk-2/c.jpg'),
        ],
        IsTruncated: true,
        NextContinuationToken: 'more',
      })
      .resolves({
        Contents: ['nk-1/a.jpg', 'nk-1/entry.yaml', 'nk-1/verdict.json', 'nk-1/old/d.jpg', 'stray.jpg'].map(
          (key) => object(`enrollment/${key}`),
        ),
      });

    expect(await folders.list()).toEqual([
      { name: 'nk-1', revision: '"e" 2026-11-23T00:00:00.000Z', photos: ['a.jpg', 'b.jpg'] },
    ]);
    expect(s3.commandCalls(ListObjectsV2Command)[0]?.args[0].input.Prefix).toBe('enrollment/');
  });

  it('lists folders of photos that wait for an entry, without those that ask by entry.yaml', async () => {
    s3.on(ListObjectsV2Command).resolves({
      Contents: ['nk-1/a.jpg', 'nk-1/entry.yaml', 'nk-2/c.jpg', 'nk-2/verdict.txt', 'nk-3/verdict.txt'].map(
        (key) => object(`enrollment/${key}`),
      ),
    });

    expect(await folders.listPhotos()).toEqual([{ name: 'nk-2', photos: ['c.jpg'] }]);
  });

  it('reads no more of a file than a photo may have', async () => {
    s3.on(GetObjectCommand).resolves({});

    await folders.read('nk-1', 'a.jpg');

    expect(s3.commandCalls(GetObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'evidence',
      Key: 'enrollment/nk-1/a.jpg',
      Range: 'bytes=0-5242880',
    });
  });

  it('gives nothing for a file that is gone, no bytes for an empty one, and throws what else goes wrong', async () => {
    const failure = { message: 'no', $metadata: {} };
    s3.on(GetObjectCommand)
      .rejectsOnce(new NoSuchKey(failure))
      .rejectsOnce(new S3ServiceException({ ...failure, name: 'InvalidRange', $fault: 'client' }))
      .rejects(new Error('access denied'));

    expect(await folders.read('nk-1', 'a.jpg')).toBeUndefined();
    expect(await folders.read('nk-1', 'a.jpg')).toEqual(new Uint8Array());
    await expect(folders.read('nk-1', 'a.jpg')).rejects.toThrow('access denied');
  });

  it('writes an answer as text that a browser shows, Thai included', async () => {
    s3.on(PutObjectCommand).resolves({});

    await folders.write('nk-1', 'verdict.txt', { text: 'ใช้ได้', type: 'text/plain' });

    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Key: 'enrollment/nk-1/verdict.txt',
      ContentType: 'text/plain; charset=utf-8',
    });
  });

  it('deletes files, or a folder with all in it and no other that begins alike', async () => {
    s3.on(DeleteObjectCommand).resolves({});
    s3.on(ListObjectsV2Command).resolves({ Contents: [object('enrollment/nk-1/a.jpg')] });

    await folders.delete('nk-2', ['b.jpg']);
    await folders.remove('nk-1');

    const deleted = s3.commandCalls(DeleteObjectCommand).map(({ args }) => args[0].input.Key);
    expect(deleted).toEqual(['enrollment/nk-2/b.jpg', 'enrollment/nk-1/a.jpg']);
    expect(s3.commandCalls(ListObjectsV2Command)[0]?.args[0].input.Prefix).toBe('enrollment/nk-1/');
  });
});
