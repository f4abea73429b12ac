import {
  DeleteObjectCommand,
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { s3PictureStore } from '../../lambdas/sightings/s3-picture-store.ts';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());

const store = s3PictureStore({ client: new S3Client({ region: 'ap-southeast-1' }), bucketName: 'evidence' });

describe('s3PictureStore', () => {
  it('writes a JPEG under its key', async () => {
    s3.on(PutObjectCommand).resolves({});

    await store.put('sightings/1.jpg', Uint8Array.of(1));

    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toEqual({
      Bucket: 'evidence',
      Key: 'sightings/1.jpg',
      Body: Uint8Array.of(1),
      ContentType: 'image/jpeg',
    });
  });

  it('gives nothing for a picture that is gone, and throws what else goes wrong', async () => {
    s3.on(GetObjectCommand, { Key: 'gone' }).rejects(new NoSuchKey({ message: 'gone', $metadata: {} }));
    s3.on(GetObjectCommand, { Key: 'secret' }).rejects(new Error('access denied'));

    expect(await store.get('gone')).toBeUndefined();
    await expect(store.get('secret')).rejects.toThrow('access denied');
  });

  it('deletes every key', async () => {
    s3.on(DeleteObjectCommand).resolves({});

    await store.delete(['a', 'b']);

    expect(s3.commandCalls(DeleteObjectCommand).map(({ args }) => args[0].input.Key)).toEqual(['a', 'b']);
  });
});
