import { ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, it } from 'vitest';
import { s3LatestFrames } from '../../lambdas/console/s3-latest-frames.ts';

const client = new S3Client({
  region: 'ap-southeast-1',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
});
const frames = s3LatestFrames({ client, bucketName: 'pictures' });

it('finds when each camera’s picture was kept, over all pages of the listing', async () => {
  const s3 = mockClient(client);
  const page = (camera: string, second: number) => ({
    Contents: [{ Key: `latest/${camera}.jpg`, LastModified: new Date(second * 1000) }],
  });
  s3.on(ListObjectsV2Command, { Bucket: 'pictures', Prefix: 'latest/' })
    .resolvesOnce({ ...page('nk-cam-01', 1), IsTruncated: true, NextContinuationToken: 'more' })
    .resolvesOnce(page('nk-cam-02', 2));

  expect(await frames.keptAt()).toEqual(
    new Map([
      ['nk-cam-01', 1000],
      ['nk-cam-02', 2000],
    ]),
  );
  s3.restore();
});

it('signs a link to one camera’s picture that works for five minutes', async () => {
  const url = new URL(await frames.linkTo('nk-cam-01'));

  expect(url.pathname).toContain('latest/nk-cam-01.jpg');
  expect(url.searchParams.get('X-Amz-Expires')).toBe('300');
  expect(url.searchParams.get('X-Amz-Signature')).toMatch(/^[0-9a-f]{64}$/);
});
