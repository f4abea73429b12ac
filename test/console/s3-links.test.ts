import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { s3CropLinks } from '../../lambdas/console/s3-crop-links.ts';
import { s3PictureLinks } from '../../lambdas/console/s3-picture-links.ts';

const s3 = mockClient(S3Client);
beforeEach(() => s3.reset());

const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
const client = new S3Client({ region: 'ap-southeast-1', credentials });

describe('links to pictures', () => {
  it('of a sighting work for 15 minutes, and show a picture whatever the object says', async () => {
    const url = new URL(
      await s3CropLinks({ client, bucketName: 'evidence' }).linkTo('sightings/plate-1.jpg'),
    );

    expect(url.pathname).toBe('/sightings/plate-1.jpg');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(url.searchParams.get('response-content-type')).toBe('image/jpeg');
  });

  it('of what an incident matched lead to its evidence, once that was gathered', async () => {
    const links = s3PictureLinks({ client, bucketName: 'incident-evidence' });
    s3.on(ListObjectsV2Command).resolvesOnce({ KeyCount: 0 }).resolves({ KeyCount: 1 });

    expect(await links.ofSighting('PER-7KQ2MD9F', 'face-1')).toBeUndefined();
    const url = new URL((await links.ofSighting('PER-7KQ2MD9F', 'face-1')) ?? '');

    expect(url.pathname).toBe('/evidence/PER-7KQ2MD9F/sightings/face-1.jpg');
    expect(url.searchParams.get('X-Amz-Expires')).toBe('900');
    expect(s3.commandCalls(ListObjectsV2Command)[0]?.args[0].input).toMatchObject({
      Bucket: 'incident-evidence',
      Prefix: 'evidence/PER-7KQ2MD9F/sightings/face-1.jpg',
    });
  });
});
