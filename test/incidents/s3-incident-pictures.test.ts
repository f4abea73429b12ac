import { GetObjectCommand, ListObjectsV2Command, NoSuchKey, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { s3IncidentPictures } from '../../lambdas/incidents/s3-incident-pictures.ts';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());

const pictures = s3IncidentPictures({ client: new S3Client(), bucketName: 'evidence' });
const file = 'frames/nk-cam-bridge/1795396500000.jpg';

describe('s3IncidentPictures', () => {
  it('lists the frames of one incident', async () => {
    s3.on(ListObjectsV2Command).resolves({ Contents: [{ Key: `evidence/SOS-7KQ2MD9F/${file}` }] });

    expect(await pictures.list('SOS-7KQ2MD9F')).toEqual([file]);
    expect(s3.call(0).args[0].input).toMatchObject({
      Bucket: 'evidence',
      Prefix: 'evidence/SOS-7KQ2MD9F/frames/',
    });
  });

  it('lists none where nothing was kept', async () => {
    s3.on(ListObjectsV2Command).resolves({});

    expect(await pictures.list('SOS-7KQ2MD9F')).toEqual([]);
  });

  it('reads a frame', async () => {
    const Body = { transformToByteArray: async () => Buffer.from('jpeg') } as never;
    s3.on(GetObjectCommand, { Bucket: 'evidence', Key: `evidence/SOS-7KQ2MD9F/${file}` }).resolves({ Body });

    expect(Buffer.from((await pictures.read('SOS-7KQ2MD9F', file)) ?? []).toString()).toBe('jpeg');
  });

  it('has no frame that is gone, and does not hide that a bucket is away', async () => {
    s3.on(GetObjectCommand).rejectsOnce(new NoSuchKey({ message: '', $metadata: {} }));
    expect(await pictures.read('SOS-7KQ2MD9F', file)).toBeUndefined();

    s3.on(GetObjectCommand).rejects(new Error('away'));
    await expect(pictures.read('SOS-7KQ2MD9F', file)).rejects.toThrow('away');
  });
});
