import {
  GetDataEndpointCommand,
  KinesisVideoClient,
  ResourceNotFoundException,
} from '@aws-sdk/client-kinesis-video';
import {
  GetImagesCommand,
  KinesisVideoArchivedMediaClient,
} from '@aws-sdk/client-kinesis-video-archived-media';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, it } from 'vitest';
import type { Frame } from '../../lambdas/cameras/frame-source.ts';
import { kvsFrameSource } from '../../lambdas/cameras/kvs-frame-source.ts';

const video = mockClient(KinesisVideoClient);
const archive = mockClient(KinesisVideoArchivedMediaClient);
beforeEach(() => {
  video.reset();
  archive.reset();
  video.on(GetDataEndpointCommand).resolves({ DataEndpoint: 'https://stream.example' });
});

const from = 1_767_225_600_000;
const window = { from, to: from + 2_000, intervalMilliseconds: 500 };

function makeSource() {
  const endpoints: string[] = [];
  const source = kvsFrameSource({
    client: new KinesisVideoClient({ region: 'ap-southeast-1' }),
    openArchive: (endpoint) => {
      endpoints.push(endpoint);
      return new KinesisVideoArchivedMediaClient({ endpoint, region: 'ap-southeast-1' });
    },
  });
  return { source, endpoints };
}

async function read(source = makeSource().source, of = window): Promise<Frame[]> {
  const frames: Frame[] = [];
  for await (const frame of source.listFrames('nk-cam-01', of)) frames.push(frame);
  return frames;
}

const minute = { from, to: from + 60_000, intervalMilliseconds: 500 };
const requests = () => archive.commandCalls(GetImagesCommand).map(({ args }) => args[0].input);

/** Answers with every frame that is asked for. */
function answerAll() {
  archive.on(GetImagesCommand).callsFake(({ StartTimestamp, EndTimestamp, SamplingInterval }) => {
    const length = (EndTimestamp.getTime() + 1 - StartTimestamp.getTime()) / SamplingInterval;
    const offset = StartTimestamp.getTime() - from;
    return { Images: Array.from({ length }, (_, i) => image(offset + i * SamplingInterval)) };
  });
}

const image = (offset: number, content = 'picture') => ({
  TimeStamp: new Date(from + offset),
  ImageContent: Buffer.from(content).toString('base64'),
});

describe('kvsFrameSource', () => {
  it('asks for the frames of the window on its grid, by the clock of the service', async () => {
    archive.on(GetImagesCommand).resolves({ Images: [] });

    await read();

    expect(archive.commandCalls(GetImagesCommand)[0]?.args[0].input).toMatchObject({
      StreamName: 'nk-cam-01',
      ImageSelectorType: 'SERVER_TIMESTAMP',
      StartTimestamp: new Date(from),
      EndTimestamp: new Date(from + 1_999),
      SamplingInterval: 500,
      Format: 'JPEG',
    });
  });

  it('reads page after page', async () => {
    archive
      .on(GetImagesCommand)
      .resolvesOnce({ Images: [image(0), image(500)], NextToken: 'more' })
      .resolvesOnce({ Images: [image(1_000)] });

    expect((await read()).map(({ takenAt }) => takenAt - from)).toEqual([0, 500, 1_000]);
    expect(archive.commandCalls(GetImagesCommand)[1]?.args[0].input.NextToken).toBe('more');
  });

  it('says of each moment whether there was no video or a broken one', async () => {
    const failed = (offset: number, problem: 'NO_MEDIA' | 'MEDIA_ERROR') => ({
      TimeStamp: new Date(from + offset),
      Error: problem,
    });
    archive
      .on(GetImagesCommand)
      .resolves({ Images: [image(0), failed(500, 'NO_MEDIA'), failed(1_000, 'MEDIA_ERROR')] });

    expect(await read()).toEqual([
      { takenAt: from, jpeg: Buffer.from('picture') },
      { takenAt: from + 500, missing: 'no-video' },
      { takenAt: from + 1_000, missing: 'unreadable' },
    ]);
  });

  it('leaves out what lies beyond the window', async () => {
    archive.on(GetImagesCommand).resolves({ Images: [image(-500), image(0), image(2_000)] });

    expect((await read()).map(({ takenAt }) => takenAt - from)).toEqual([0]);
  });

  it('asks for a long window page by page on one grid, and gives each frame once', async () => {
    answerAll();

    const frames = await read(makeSource().source, minute);

    expect(frames.map(({ takenAt }) => takenAt)).toEqual(
      Array.from({ length: 120 }, (_, i) => from + i * 500),
    );
    expect(requests().map(({ StartTimestamp }) => StartTimestamp?.getTime())).toEqual(
      [0, 12_500, 25_000, 37_500, 50_000].map((offset) => from + offset),
    );
  });

  it('asks for two pages ahead of the one that is watched, and no more', async () => {
    answerAll();

    const frames = makeSource().source.listFrames('nk-cam-01', minute)[Symbol.asyncIterator]();
    await frames.next();

    expect(requests()).toHaveLength(3);
  });

  it('gives the frames before a page that fails, then throws', async () => {
    archive
      .on(GetImagesCommand)
      .resolvesOnce({ Images: [image(0)] })
      .rejects(new Error('too many requests'));
    const seen: number[] = [];
    const watch = async () => {
      for await (const { takenAt } of makeSource().source.listFrames('nk-cam-01', minute)) seen.push(takenAt);
    };

    await expect(watch()).rejects.toThrow('too many requests');
    expect(seen).toEqual([from]);
  });

  it('asks for the endpoint of a stream once', async () => {
    archive.on(GetImagesCommand).resolves({ Images: [] });
    const { source, endpoints } = makeSource();

    await read(source);
    await read(source);

    expect(endpoints).toEqual(['https://stream.example']);
  });

  it('gives no frames of a stream that is not there', async () => {
    video
      .on(GetDataEndpointCommand)
      .rejects(new ResourceNotFoundException({ message: 'none', $metadata: {} }));

    expect(await read()).toEqual([]);
  });

  it('throws what else goes wrong', async () => {
    archive.on(GetImagesCommand).rejects(new Error('too many requests'));

    await expect(read()).rejects.toThrow('too many requests');
  });
});
