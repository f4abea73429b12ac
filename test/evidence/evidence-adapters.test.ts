import { GetDataEndpointCommand, KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import {
  GetClipCommand,
  KinesisVideoArchivedMediaClient,
} from '@aws-sdk/client-kinesis-video-archived-media';
import { HeadObjectCommand, ListObjectsV2Command, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import { kvsClipSource } from '../../lambdas/evidence/kvs-clip-source.ts';
import { sha256Of } from '../../lambdas/evidence/manifest.ts';
import { s3EvidenceStore } from '../../lambdas/evidence/s3-evidence-store.ts';
import { sqsEvidenceQueue } from '../../lambdas/incidents/sqs-evidence-queue.ts';
import { makeRequest } from './make-gathering.ts';

const s3 = mockClient(S3Client);
const control = mockClient(KinesisVideoClient);
const archive = mockClient(KinesisVideoArchivedMediaClient);
const sqs = mockClient(SQSClient);
beforeEach(() => {
  for (const mock of [s3, control, archive, sqs]) mock.reset();
});

const named = (name: string) => Object.assign(new Error(name), { name });
const bytes = Buffer.from('a picture');
const about = {
  what: 'frame',
  cameraId: 'nk-cam-01',
  from: 1,
  to: 1,
  how: 'kinesis-video:GetImages',
  masked: false,
  gatheredAt: 2,
} as const;

describe('evidence in S3', () => {
  const store = s3EvidenceStore({ client: new S3Client(), bucketName: 'evidence-bucket' });

  it('is put only where nothing lies, with its hash for S3 to compare and the tag that lets it expire', async () => {
    s3.on(PutObjectCommand).resolves({});

    expect(await store.put('SOS-1', 'frames/a/1.jpg', bytes, about)).toBe('stored');

    expect(s3.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: 'evidence-bucket',
      Key: 'evidence/SOS-1/frames/a/1.jpg',
      IfNoneMatch: '*',
      ChecksumSHA256: Buffer.from(sha256Of(bytes), 'hex').toString('base64'),
      Tagging: 'held=no',
      ContentType: 'image/jpeg',
    });
  });

  it('stays as it is when it is put again', async () => {
    s3.on(PutObjectCommand).rejects(named('PreconditionFailed'));

    expect(await store.put('SOS-1', 'frames/a/1.jpg', bytes, about)).toBe('existed');
  });

  it('throws what is no answer, so that the message comes again', async () => {
    s3.on(PutObjectCommand).rejects(named('ConditionalRequestConflict'));

    await expect(store.put('SOS-1', 'frames/a/1.jpg', bytes, about)).rejects.toThrow();
  });

  it('is described by what was put with it', async () => {
    s3.on(PutObjectCommand).resolves({});
    await store.put('SOS-1', 'frames/a/1.jpg', bytes, about);
    const { Metadata } = s3.commandCalls(PutObjectCommand)[0]?.args[0].input ?? {};
    s3.on(HeadObjectCommand).resolves({ ContentLength: bytes.length, ...(Metadata && { Metadata }) });

    expect(await store.describe('SOS-1', ['frames/a/1.jpg'])).toEqual([
      { file: 'frames/a/1.jpg', sha256: sha256Of(bytes), bytes: bytes.length, ...about },
    ]);
  });

  it('is listed over all pages, by names inside the incident', async () => {
    const page = (Key: string) => ({ Contents: [{ Key }] });
    s3.on(ListObjectsV2Command)
      .resolvesOnce({ ...page('evidence/SOS-1/b'), IsTruncated: true, NextContinuationToken: 'more' })
      .resolves(page('evidence/SOS-1/a'));

    expect(await store.list('SOS-1')).toEqual(['a', 'b']);
    expect(s3.commandCalls(ListObjectsV2Command)[0]?.args[0].input.Prefix).toBe('evidence/SOS-1/');
  });
});

describe('clips of Kinesis Video', () => {
  const clips = kvsClipSource({
    client: new KinesisVideoClient(),
    openArchive: (endpoint) => new KinesisVideoArchivedMediaClient({ endpoint }),
  });
  const span = { from: 1_000, to: 61_000 };

  it('are asked for at the endpoint of clips, by the time of the server', async () => {
    control.on(GetDataEndpointCommand).resolves({ DataEndpoint: 'https://clips.example' });
    archive.on(GetClipCommand).resolves({
      Payload: { transformToByteArray: async () => bytes } as never,
    });

    expect(await clips.getClip('nk-cam-01', span)).toEqual({ mp4: bytes });
    expect(control.commandCalls(GetDataEndpointCommand)[0]?.args[0].input).toEqual({
      StreamName: 'nk-cam-01',
      APIName: 'GET_CLIP',
    });
    expect(archive.commandCalls(GetClipCommand)[0]?.args[0].input.ClipFragmentSelector).toEqual({
      FragmentSelectorType: 'SERVER_TIMESTAMP',
      TimestampRange: { StartTimestamp: new Date(1_000), EndTimestamp: new Date(61_000) },
    });
  });

  it.each([
    ['ResourceNotFoundException', 'no-video'],
    ['InvalidCodecPrivateDataException', 'not-possible'],
    ['UnsupportedStreamMediaTypeException', 'not-possible'],
  ])('that end in %s are missing: %s', async (name, missing) => {
    control.on(GetDataEndpointCommand).resolves({ DataEndpoint: 'https://clips.example' });
    archive.on(GetClipCommand).rejects(named(name));

    expect(await clips.getClip('nk-cam-01', span)).toEqual({ missing });
  });

  it('throw when the service is busy, so that the message comes again', async () => {
    control.on(GetDataEndpointCommand).rejects(named('ClientLimitExceededException'));

    await expect(clips.getClip('nk-cam-01', span)).rejects.toThrow();
  });
});

describe('the evidence queue', () => {
  it('delays a message as asked', async () => {
    sqs.on(SendMessageCommand).resolves({});
    const queue = sqsEvidenceQueue({ client: new SQSClient(), queueUrl: 'https://queue.example' });

    await queue.send(makeRequest(), 40);

    const { DelaySeconds, MessageBody = '' } = sqs.commandCalls(SendMessageCommand)[0]?.args[0].input ?? {};
    expect([DelaySeconds, JSON.parse(MessageBody)]).toEqual([40, makeRequest()]);
  });
});
