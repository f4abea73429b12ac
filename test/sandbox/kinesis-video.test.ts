import { mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  CreateStreamCommand,
  DeleteStreamCommand,
  DescribeStreamCommand,
  GetDataEndpointCommand,
  ListStreamsCommand,
  ListTagsForStreamCommand,
  TagStreamCommand,
  UpdateDataRetentionCommand,
} from '@aws-sdk/client-kinesis-video';
import {
  GetClipCommand,
  GetImagesCommand,
  type GetImagesCommandInput,
  type Image,
  ListFragmentsCommand,
} from '@aws-sdk/client-kinesis-video-archived-media';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  cameraCodec,
  countingPicture,
  frameNumberOf,
  makeVideo,
  type RunningKinesisVideo,
  startKinesisVideo,
} from './kinesis-video-camera.ts';

const start = Date.parse('2026-01-05T08:00:00.000Z');
const at = (seconds: number) => new Date(start + seconds * 1000);
const streamName = 'gate-camera';

let folder: string;
let video: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'kinesis-video-test-'));
  video = join(folder, 'counting.mp4');
  await makeVideo(...countingPicture(8), ...cameraCodec, video);
});
afterAll(() => rm(folder, { recursive: true }));

/** A service whose stream holds the counting video from `start` on. */
async function startWithVideo(
  options: Parameters<typeof startKinesisVideo>[0] = {},
): Promise<RunningKinesisVideo> {
  const running = await startKinesisVideo({ now: () => start + 60_000, ...options });
  await running.control.send(new CreateStreamCommand({ StreamName: streamName, DataRetentionInHours: 1 }));
  await running.service.ingestFile(streamName, video, start);
  return running;
}

function imagesRequest(from: number, to: number, overrides: Partial<GetImagesCommandInput> = {}) {
  return new GetImagesCommand({
    StreamName: streamName,
    ImageSelectorType: 'PRODUCER_TIMESTAMP',
    StartTimestamp: at(from),
    EndTimestamp: at(to),
    SamplingInterval: 1000,
    Format: 'JPEG',
    ...overrides,
  });
}

/** What came for each instant: a frame's number, or the error. */
async function contentsOf(
  images: readonly Image[] | undefined,
): Promise<readonly (number | string | undefined)[]> {
  return Promise.all((images ?? []).map((image) => image.Error ?? frameNumberOf(image.ImageContent)));
}

async function clusterFiles(dataDir: string): Promise<readonly string[]> {
  const names = (await readdir(dataDir, { recursive: true })).filter((name) => name.endsWith('.cluster'));
  return names.sort().map((name) => join(dataDir, name));
}

describe('streams', () => {
  it('creates, describes and lists a stream', async () => {
    await using kinesis = await startKinesisVideo({ now: () => start });

    const created = await kinesis.control.send(
      new CreateStreamCommand({ StreamName: 'a', DataRetentionInHours: 2, MediaType: 'video/h264' }),
    );

    const { StreamInfo } = await kinesis.control.send(new DescribeStreamCommand({ StreamName: 'a' }));
    const { StreamInfoList } = await kinesis.control.send(new ListStreamsCommand({}));
    expect(created.StreamARN).toBe(`arn:aws:kinesisvideo:ap-southeast-1:000000000000:stream/a/${start}`);
    expect(StreamInfo).toMatchObject({
      Status: 'ACTIVE',
      DataRetentionInHours: 2,
      CreationTime: new Date(start),
    });
    expect(StreamInfoList).toEqual([StreamInfo]);
  });

  it('lists streams page by page and by the beginning of their name', async () => {
    await using kinesis = await startKinesisVideo();
    for (const name of ['b1', 'a1', 'a2'])
      await kinesis.control.send(new CreateStreamCommand({ StreamName: name }));
    const StreamNameCondition = { ComparisonOperator: 'BEGINS_WITH', ComparisonValue: 'a' } as const;

    const first = await kinesis.control.send(new ListStreamsCommand({ MaxResults: 1, StreamNameCondition }));
    const NextToken = first.NextToken ?? '';
    const second = await kinesis.control.send(
      new ListStreamsCommand({ MaxResults: 1, StreamNameCondition, NextToken }),
    );

    expect(first.StreamInfoList?.map((stream) => stream.StreamName)).toEqual(['a1']);
    expect(second.StreamInfoList?.map((stream) => stream.StreamName)).toEqual(['a2']);
    expect(second.NextToken).toBeUndefined();
  });

  it('refuses a second stream of the same name', async () => {
    await using kinesis = await startKinesisVideo();
    await kinesis.control.send(new CreateStreamCommand({ StreamName: 'a' }));

    const again = kinesis.control.send(new CreateStreamCommand({ StreamName: 'a' }));

    await expect(again).rejects.toMatchObject({ name: 'ResourceInUseException' });
  });

  it('changes retention only against the current version', async () => {
    await using kinesis = await startKinesisVideo();
    await kinesis.control.send(new CreateStreamCommand({ StreamName: 'a', DataRetentionInHours: 2 }));
    const describeStream = () => kinesis.control.send(new DescribeStreamCommand({ StreamName: 'a' }));
    const CurrentVersion = (await describeStream()).StreamInfo?.Version;
    const change = {
      StreamName: 'a',
      Operation: 'INCREASE_DATA_RETENTION',
      DataRetentionChangeInHours: 3,
    } as const;

    await kinesis.control.send(new UpdateDataRetentionCommand({ ...change, CurrentVersion }));
    const stale = kinesis.control.send(new UpdateDataRetentionCommand({ ...change, CurrentVersion }));

    await expect(stale).rejects.toMatchObject({ name: 'VersionMismatchException' });
    expect((await describeStream()).StreamInfo?.DataRetentionInHours).toBe(5);
  });

  it('keeps tags', async () => {
    await using kinesis = await startKinesisVideo();
    await kinesis.control.send(new CreateStreamCommand({ StreamName: 'a', Tags: { zone: 'nongkhai' } }));

    await kinesis.control.send(new TagStreamCommand({ StreamName: 'a', Tags: { site: 'bridge' } }));

    const { Tags } = await kinesis.control.send(new ListTagsForStreamCommand({ StreamName: 'a' }));
    expect(Tags).toEqual({ zone: 'nongkhai', site: 'bridge' });
  });

  it('gives the base URL as data endpoint of a stream that exists', async () => {
    await using kinesis = await startKinesisVideo();
    const { StreamARN } = await kinesis.control.send(new CreateStreamCommand({ StreamName: 'a' }));

    const known = await kinesis.control.send(
      new GetDataEndpointCommand({ StreamARN, APIName: 'GET_IMAGES' }),
    );
    const unknown = kinesis.control.send(
      new GetDataEndpointCommand({ StreamName: 'b', APIName: 'GET_CLIP' }),
    );

    expect(known.DataEndpoint).toBe(kinesis.url);
    await expect(unknown).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('deletes a stream together with its video', async () => {
    await using kinesis = await startWithVideo();
    const { StreamInfo } = await kinesis.control.send(new DescribeStreamCommand({ StreamName: streamName }));

    await kinesis.control.send(new DeleteStreamCommand({ StreamARN: StreamInfo?.StreamARN }));

    const { StreamInfoList } = await kinesis.control.send(new ListStreamsCommand({}));
    expect(StreamInfoList).toEqual([]);
    expect(await readdir(kinesis.dataDir)).toEqual([]);
  });

  it('refuses names and actions that AWS does not know', async () => {
    await using kinesis = await startKinesisVideo();

    const badName = kinesis.control.send(new CreateStreamCommand({ StreamName: '../outside' }));
    const badPath = await fetch(`${kinesis.url}/getMedia`, { method: 'POST', body: '{}' });

    await expect(badName).rejects.toMatchObject({ name: 'InvalidArgumentException' });
    expect(badPath.headers.get('x-amzn-errortype')).toBe('UnknownOperationException');
  });
});

describe('images', () => {
  let kinesis: RunningKinesisVideo;
  beforeAll(async () => {
    kinesis = await startWithVideo();
  });
  afterAll(() => kinesis[Symbol.asyncDispose]());

  it('shows at each instant of the grid the frame shown at that instant', async () => {
    const { Images } = await kinesis.media.send(imagesRequest(0.35, 7, { SamplingInterval: 700 }));

    expect(await contentsOf(Images)).toEqual([3, 10, 17, 24, 31, 38, 45, 52, 59, 66]);
    expect(Images?.[1]?.TimeStamp).toEqual(at(1.05));
  });

  it('says NO_MEDIA for instants without video', async () => {
    const { Images } = await kinesis.media.send(imagesRequest(-1, 9));

    expect(await contentsOf(Images)).toEqual([
      'NO_MEDIA',
      0,
      10,
      20,
      30,
      40,
      50,
      60,
      70,
      'NO_MEDIA',
      'NO_MEDIA',
    ]);
  });

  it('gives 25 images a page and goes on at the token', async () => {
    const request = { SamplingInterval: 200, MaxResults: 100 };
    const first = await kinesis.media.send(imagesRequest(0, 7.8, request));
    const second = await kinesis.media.send(
      imagesRequest(0, 7.8, { ...request, NextToken: first.NextToken }),
    );

    const frames = [...(await contentsOf(first.Images)), ...(await contentsOf(second.Images))];
    expect(first.Images).toHaveLength(25);
    expect(second.NextToken).toBeUndefined();
    expect(frames).toEqual(Array.from({ length: 40 }, (_, step) => step * 2));
  });

  it('takes a token only for the request it came from', async () => {
    const first = await kinesis.media.send(imagesRequest(0, 6, { SamplingInterval: 200 }));

    const foreign = kinesis.media.send(
      imagesRequest(1, 6, { SamplingInterval: 200, NextToken: first.NextToken }),
    );
    const invented = kinesis.media.send(imagesRequest(0, 6, { SamplingInterval: 200, NextToken: 'next' }));

    await expect(foreign).rejects.toMatchObject({ name: 'InvalidArgumentException' });
    await expect(invented).rejects.toMatchObject({ name: 'InvalidArgumentException' });
  });

  it.each([
    { asked: {}, width: 64, height: 64 },
    { asked: { HeightPixels: 32 }, width: 32, height: 32 },
    { asked: { WidthPixels: 40, HeightPixels: 20 }, width: 40, height: 20 },
  ])('scales to $asked', async ({ asked, width, height }) => {
    const { Images } = await kinesis.media.send(imagesRequest(1, 1, asked));

    const picture = await sharp(Buffer.from(Images?.[0]?.ImageContent ?? '', 'base64')).metadata();
    expect(picture).toMatchObject({ format: 'jpeg', width, height });
  });

  it('encodes PNG', async () => {
    const { Images } = await kinesis.media.send(imagesRequest(1, 1, { Format: 'PNG' }));

    const picture = await sharp(Buffer.from(Images?.[0]?.ImageContent ?? '', 'base64')).metadata();
    expect(picture.format).toBe('png');
    expect(await contentsOf(Images)).toEqual([10]);
  });

  it.each([
    { why: 'over 300 s', from: 0, to: 301, asked: {}, name: 'IllegalArgumentException' },
    { why: 'width alone', from: 0, to: 1, asked: { WidthPixels: 10 }, name: 'ValidationException' },
    {
      why: 'under 200 ms',
      from: 0,
      to: 1,
      asked: { SamplingInterval: 199 },
      name: 'InvalidArgumentException',
    },
    { why: 'backward', from: 1, to: 0, asked: {}, name: 'InvalidArgumentException' },
    { why: 'unknown stream', from: 0, to: 1, asked: { StreamName: 'x' }, name: 'ResourceNotFoundException' },
  ])('refuses a request: $why', async ({ from, to, asked, name }) => {
    await expect(kinesis.media.send(imagesRequest(from, to, asked))).rejects.toMatchObject({ name });
  });

  it('finds the right frames where frames are stored out of order', async () => {
    const file = join(folder, 'b-frames.mp4');
    const codec = ['-c:v', 'libx264', '-g', '20', '-bf', '3', '-b_strategy', '0', '-sc_threshold', '0'];
    await makeVideo(...countingPicture(4), ...codec, file);
    await kinesis.control.send(new CreateStreamCommand({ StreamName: 'reordered', DataRetentionInHours: 1 }));
    await kinesis.service.ingestFile('reordered', file, start);

    const { Images } = await kinesis.media.send(
      imagesRequest(0.05, 3.9, { StreamName: 'reordered', SamplingInterval: 300 }),
    );

    expect(await contentsOf(Images)).toEqual([0, 3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33, 36]);
  });

  it('encodes a file whose keyframes are too far apart, so that each fragment decodes alone', async () => {
    const file = join(folder, 'one-keyframe.mp4');
    await makeVideo(...countingPicture(8), '-c:v', 'libx264', '-g', '1000', '-sc_threshold', '0', file);
    await kinesis.control.send(new CreateStreamCommand({ StreamName: 'sparse', DataRetentionInHours: 1 }));
    await kinesis.service.ingestFile('sparse', file, start);

    const { Fragments } = await kinesis.media.send(new ListFragmentsCommand({ StreamName: 'sparse' }));
    const { Images } = await kinesis.media.send(imagesRequest(7, 7, { StreamName: 'sparse' }));

    expect(Fragments?.map((fragment) => fragment.FragmentLengthInMilliseconds)).toEqual([
      2000, 2000, 2000, 2000,
    ]);
    expect(await contentsOf(Images)).toEqual([70]);
  });
});

describe('broken video', () => {
  it.each([
    { damage: 'half gone', harm: (file: string) => truncate(file, 200) },
    { damage: 'overwritten', harm: (file: string) => overwrite(file, 40) },
    { damage: 'deleted', harm: (file: string) => rm(file) },
    { damage: 'not a cluster', harm: (file: string) => writeFile(file, 'noise') },
  ])('says MEDIA_ERROR for a fragment that is $damage, and shows its neighbors', async ({ harm }) => {
    await using kinesis = await startWithVideo();
    const [, second = ''] = await clusterFiles(kinesis.dataDir);
    await harm(second);

    const { Images } = await kinesis.media.send(imagesRequest(0, 7));

    expect(await contentsOf(Images)).toEqual([0, 10, 'MEDIA_ERROR', 'MEDIA_ERROR', 40, 50, 60, 70]);
  });

  it('says MEDIA_ERROR when frames look whole but cannot be decoded', async () => {
    await using kinesis = await startWithVideo();
    const [, second = ''] = await clusterFiles(kinesis.dataDir);
    await spoilNalUnits(second);

    const { Images } = await kinesis.media.send(imagesRequest(0, 7));

    expect(await contentsOf(Images)).toEqual([0, 10, 'MEDIA_ERROR', 'MEDIA_ERROR', 40, 50, 60, 70]);
  });

  it('keeps what can be read of half a file', async () => {
    await using kinesis = await startWithVideo();
    const file = join(folder, 'half.mkv');
    await makeVideo(...countingPicture(8), ...cameraCodec, '-cluster_time_limit', '2000', file);
    await truncate(file, Math.floor((await readFile(file)).length * 0.6));

    await kinesis.service.ingestFile(streamName, file, start + 20_000);

    const { Images } = await kinesis.media.send(imagesRequest(20, 27));
    const contents = await contentsOf(Images);
    expect(contents.slice(0, 4)).toEqual([0, 10, 20, 30]);
    expect(contents.at(-1)).toBe('NO_MEDIA');
  });

  it('refuses a file without video by name', async () => {
    await using kinesis = await startWithVideo();
    const file = join(folder, 'noise.mp4');
    await writeFile(file, 'this is no video');

    const ingest = kinesis.service.ingestFile(streamName, file, start);

    await expect(ingest).rejects.toMatchObject({ name: 'VideoUnreadableError' });
  });
});

describe('clips and fragments', () => {
  it('cuts an MP4 of the fragments that touch the range', async () => {
    await using kinesis = await startWithVideo();
    const TimestampRange = { StartTimestamp: at(2.5), EndTimestamp: at(4.5) };
    const ClipFragmentSelector = { FragmentSelectorType: 'PRODUCER_TIMESTAMP', TimestampRange } as const;

    const clip = await kinesis.media.send(
      new GetClipCommand({ StreamName: streamName, ClipFragmentSelector }),
    );

    const file = join(folder, 'clip.mp4');
    await writeFile(file, (await clip.Payload?.transformToByteArray()) ?? '');
    await makeVideo('-i', file, join(folder, 'clip-%02d.png'));
    const frames = (await readdir(folder)).filter((name) => name.startsWith('clip-')).sort();
    expect(clip.ContentType).toBe('video/mp4');
    expect(frames).toHaveLength(40);
    expect(await frameNumberOf(await readFile(join(folder, frames[0] ?? '')))).toBe(20);
  });

  it('answers ResourceNotFoundException for a clip without fragments', async () => {
    await using kinesis = await startWithVideo();
    const TimestampRange = { StartTimestamp: at(20), EndTimestamp: at(21) };
    const ClipFragmentSelector = { FragmentSelectorType: 'SERVER_TIMESTAMP', TimestampRange } as const;

    const clip = kinesis.media.send(new GetClipCommand({ StreamName: streamName, ClipFragmentSelector }));

    await expect(clip).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });

  it('lists fragments page by page, numbers growing', async () => {
    await using kinesis = await startWithVideo();
    const TimestampRange = { StartTimestamp: at(1), EndTimestamp: at(60) };
    const FragmentSelector = { FragmentSelectorType: 'PRODUCER_TIMESTAMP', TimestampRange } as const;
    const request = { StreamName: streamName, FragmentSelector, MaxResults: 2 };

    const first = await kinesis.media.send(new ListFragmentsCommand(request));
    const second = await kinesis.media.send(
      new ListFragmentsCommand({ ...request, NextToken: first.NextToken }),
    );

    const fragments = [...(first.Fragments ?? []), ...(second.Fragments ?? [])];
    const numbers = fragments.map((fragment) => BigInt(fragment.FragmentNumber ?? ''));
    expect(fragments.map((fragment) => fragment.ProducerTimestamp)).toEqual([at(2), at(4), at(6)]);
    expect(numbers).toEqual(numbers.toSorted((a, b) => (a < b ? -1 : 1)));
  });
});

describe('retention', () => {
  it('forgets video older than the retention, on disk too', async () => {
    let now = start + 8_000;
    await using kinesis = await startWithVideo({ now: () => now });
    now = start + 3_600_000 + 5_000;

    const { Images } = await kinesis.media.send(imagesRequest(0, 6, { SamplingInterval: 2000 }));

    expect(await contentsOf(Images)).toEqual(['NO_MEDIA', 'NO_MEDIA', 'NO_MEDIA', 60]);
    expect(await clusterFiles(kinesis.dataDir)).toHaveLength(1);
  });

  it('drops the oldest fragments above the cap', async () => {
    await using kinesis = await startWithVideo({ retentionMegabytes: 0.01 });

    const { Fragments } = await kinesis.media.send(new ListFragmentsCommand({ StreamName: streamName }));

    const bytes = (Fragments ?? []).reduce((sum, fragment) => sum + (fragment.FragmentSizeInBytes ?? 0), 0);
    expect(bytes).toBeLessThanOrEqual(0.01 * 1024 * 1024);
    expect(Fragments?.at(-1)?.ProducerTimestamp).toEqual(at(6));
  });

  it('serves no archived media from a stream that retains none, yet shows its latest frame', async () => {
    await using kinesis = await startWithVideo();
    await kinesis.control.send(new CreateStreamCommand({ StreamName: 'passing' }));
    await kinesis.service.ingestFile('passing', video, start);

    const images = kinesis.media.send(imagesRequest(0, 1, { StreamName: 'passing' }));

    await expect(images).rejects.toMatchObject({ name: 'NoDataRetentionException' });
    expect(await frameNumberOf(await kinesis.service.latestFrame('passing'))).toBe(60);
  });

  it('finds streams and video again after a restart', async () => {
    const dataDir = await mkdtemp(join(folder, 'kept-'));
    await (await startWithVideo({ dataDir }))[Symbol.asyncDispose]();

    await using kinesis = await startKinesisVideo({ dataDir, now: () => start + 90_000 });

    const { Images } = await kinesis.media.send(imagesRequest(3, 4));
    expect(await contentsOf(Images)).toEqual([30, 40]);
  });
});

async function overwrite(file: string, position: number): Promise<void> {
  const bytes = await readFile(file);
  bytes.fill(0xff, position, position + 200);
  await writeFile(file, bytes);
}

/** Turns every slice into a NAL unit of an unspecified kind, lengths untouched. */
async function spoilNalUnits(file: string): Promise<void> {
  const bytes = await readFile(file);
  for (let position = 0; position < bytes.length - 4; position += 1) {
    const isSlice = bytes.readUInt16BE(position) === 0 && [0x41, 0x65].includes(bytes[position + 4] ?? 0);
    if (isSlice) bytes[position + 4] = 0x7f;
  }
  await writeFile(file, bytes);
}
