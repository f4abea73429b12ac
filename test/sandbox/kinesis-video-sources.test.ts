import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
} from '@aws-sdk/client-kinesis-video';
import {
  type Fragment,
  GetImagesCommand,
  ListFragmentsCommand,
} from '@aws-sdk/client-kinesis-video-archived-media';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  countingPicture,
  frameNumberOf,
  makeVideo,
  type RunningKinesisVideo,
  startKinesisVideo,
} from './kinesis-video-camera.ts';
import { startRtspServer } from './kinesis-video-rtsp-server.ts';

const streamName = 'gate-camera';
/** Keyframes twice a second, so that a live camera shows something soon. */
const quickCodec = [
  '-c:v',
  'libx264',
  '-preset',
  'ultrafast',
  '-tune',
  'zerolatency',
  '-g',
  '5',
  '-sc_threshold',
  '0',
];
const soon = { timeout: 10_000, interval: 50 };

let folder: string;
let video: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'video-sources-'));
  video = join(folder, 'counting.mp4');
  await makeVideo(...countingPicture(2), ...quickCodec, video);
});
afterAll(() => rm(folder, { recursive: true }));

async function startService(): Promise<RunningKinesisVideo> {
  const kinesis = await startKinesisVideo();
  await kinesis.control.send(new CreateStreamCommand({ StreamName: streamName, DataRetentionInHours: 1 }));
  return kinesis;
}

async function listFragments(kinesis: RunningKinesisVideo): Promise<readonly Fragment[]> {
  const { Fragments = [] } = await kinesis.media.send(new ListFragmentsCommand({ StreamName: streamName }));
  return Fragments;
}

const fragmentCount = async (kinesis: RunningKinesisVideo) => (await listFragments(kinesis)).length;
const eventsOf = (kinesis: RunningKinesisVideo) => kinesis.logged.map(({ event }) => event);

describe('a file played as a camera', () => {
  it('shows its frames at the time they are played', async () => {
    await using kinesis = await startService();
    const before = Date.now();

    await kinesis.service.playFile(streamName, video, {});
    await expect.poll(() => fragmentCount(kinesis), soon).toBe(4);

    const [first] = await listFragments(kinesis);
    const began = first?.ProducerTimestamp?.getTime() ?? 0;
    const { Images } = await kinesis.media.send(
      new GetImagesCommand({
        StreamName: streamName,
        ImageSelectorType: 'PRODUCER_TIMESTAMP',
        StartTimestamp: new Date(began + 1000),
        EndTimestamp: new Date(began + 1000),
        Format: 'JPEG',
      }),
    );
    // Live times are to a frame or two: the first fragments show how punctual ffmpeg is.
    expect(Math.abs((await frameNumberOf(Images?.[0]?.ImageContent)) - 10)).toBeLessThanOrEqual(2);
    expect(began).toBeGreaterThan(before - 1000);
    expect(began).toBeLessThan(Date.now() - 1000);
  });

  it('stops at its end and says so', async () => {
    await using kinesis = await startService();

    await kinesis.service.playFile(streamName, video, {});

    await expect.poll(() => eventsOf(kinesis), soon).toEqual(['CAMERA_STARTED', 'CAMERA_STOPPED']);
    expect(kinesis.logged.at(-1)?.fields).toMatchObject({ streamName, fragmentCount: 4, willRestart: false });
  });

  it('begins anew in a loop until it is stopped', async () => {
    await using kinesis = await startService();

    await kinesis.service.playFile(streamName, video, { loop: true });
    await expect.poll(() => fragmentCount(kinesis), soon).toBeGreaterThan(4);
    const secondPlayer = kinesis.service.playFile(streamName, video, {});
    await expect(secondPlayer).rejects.toMatchObject({ name: 'ResourceInUseException' });
    await kinesis.service.stopSource(streamName);

    const starts = (await listFragments(kinesis)).map(
      (fragment) => fragment.ProducerTimestamp?.getTime() ?? 0,
    );
    const steps = starts.slice(1).map((start, index) => start - (starts[index] ?? 0));
    expect(eventsOf(kinesis).at(-1)).toBe('CAMERA_STOPPED');
    expect(Math.max(...steps)).toBeLessThan(700);
    await kinesis.service.playFile(streamName, video, {});
  });

  it('ends when its stream is deleted', async () => {
    await using kinesis = await startService();
    await kinesis.service.playFile(streamName, video, { loop: true });
    const { StreamInfo } = await kinesis.control.send(new DescribeStreamCommand({ StreamName: streamName }));

    await kinesis.control.send(new DeleteStreamCommand({ StreamARN: StreamInfo?.StreamARN }));

    expect(eventsOf(kinesis).at(-1)).toBe('CAMERA_STOPPED');
  });

  it('is encoded when its codec is not H.264 or H.265', async () => {
    const file = join(folder, 'motion-jpeg.avi');
    await makeVideo(...countingPicture(2), '-c:v', 'mjpeg', '-q:v', '2', file);
    await using kinesis = await startService();

    await kinesis.service.playFile(streamName, file, {});

    await expect.poll(() => fragmentCount(kinesis), soon).toBe(1);
    expect(await frameNumberOf(await kinesis.service.latestFrame(streamName))).toBe(0);
  });
});

describe('latestFrame', () => {
  it('shows the last fragment, decoding it once', async () => {
    await using kinesis = await startService();
    const none = await kinesis.service.latestFrame(streamName);
    await kinesis.service.ingestFile(streamName, video, Date.now() - 2000);

    const first = await kinesis.service.latestFrame(streamName);
    const second = await kinesis.service.latestFrame(streamName);

    expect(none).toBeUndefined();
    expect(await frameNumberOf(first)).toBe(15);
    expect(second).toBe(first);
  });
});

describe('an RTSP camera', () => {
  it('is followed, and again after it was away', async () => {
    await using camera = await startRtspServer(countingPicture(60), quickCodec);
    await using kinesis = await startService();

    kinesis.service.playRtsp(streamName, camera.url);
    await expect.poll(() => fragmentCount(kinesis), soon).toBeGreaterThan(1);
    camera.dropPlayers();

    await expect
      .poll(() => eventsOf(kinesis), soon)
      .toEqual(['CAMERA_STARTED', 'CAMERA_STOPPED', 'CAMERA_STARTED']);
    expect(camera.playCount()).toBe(2);
    expect(JSON.stringify(kinesis.logged)).not.toContain('secret');
  });

  it('is encoded when its codec is not H.264 or H.265', async () => {
    await using camera = await startRtspServer(countingPicture(60), [
      '-c:v',
      'mpeg4',
      '-q:v',
      '2',
      '-g',
      '5',
    ]);
    await using kinesis = await startService();

    kinesis.service.playRtsp(streamName, camera.url);

    await expect.poll(() => kinesis.service.latestFrame(streamName), soon).toBeDefined();
    expect(camera.playCount()).toBe(2);
  });

  it('that does not answer is tried again, without its password in the log', async () => {
    await using kinesis = await startService();

    kinesis.service.playRtsp(streamName, 'rtsp://guard:secret@127.0.0.1:1/gate');

    await expect.poll(() => eventsOf(kinesis), soon).toContain('CAMERA_STOPPED');
    expect(kinesis.logged[0]?.fields).toMatchObject({ fragmentCount: 0, willRestart: true });
    expect(JSON.stringify(kinesis.logged)).not.toContain('secret');
  });
});
