import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { type ClientRequest, request as httpRequest, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CreateStreamCommand } from '@aws-sdk/client-kinesis-video';
import { GetImagesCommand, ListFragmentsCommand } from '@aws-sdk/client-kinesis-video-archived-media';
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
const streamName = 'gate-camera';

let folder: string;
let matroska: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'put-media-'));
  const file = join(folder, 'camera.mkv');
  await makeVideo(...countingPicture(6), ...cameraCodec, '-f', 'matroska', '-dash', '1', file);
  matroska = await readFile(file);
});
afterAll(() => rm(folder, { recursive: true }));

interface Acknowledgement {
  readonly EventType: string;
  readonly FragmentTimecode?: number;
  readonly FragmentNumber?: string;
  readonly ErrorId?: number;
  readonly ErrorCode?: string;
}

interface Producer {
  readonly request: ClientRequest;
  readonly response: IncomingMessage;
  /** What has come so far. */
  readonly acknowledgements: () => readonly Acknowledgement[];
  /** The answer is over, properly or not. */
  readonly closed: Promise<unknown>;
}

async function startService(
  options: Parameters<typeof startKinesisVideo>[0] = {},
): Promise<RunningKinesisVideo> {
  const kinesis = await startKinesisVideo({ now: () => start + 30_000, ...options });
  await kinesis.control.send(new CreateStreamCommand({ StreamName: streamName, DataRetentionInHours: 1 }));
  return kinesis;
}

/** Opens a connection the way a producer SDK does: signed headers, chunked body, answer read while sending. */
async function connect(
  kinesis: RunningKinesisVideo,
  headers: Record<string, string> = {},
): Promise<Producer> {
  const scope = 'Credential=local/20260105/ap-southeast-1/kinesisvideo/aws4_request';
  const request = httpRequest(`${kinesis.url}/putMedia`, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
      'x-amzn-stream-name': streamName,
      'x-amzn-fragment-timecode-type': 'RELATIVE',
      'x-amzn-producer-start-timestamp': `${start / 1000}.250`,
      ...headers,
    },
  });
  request.on('error', () => undefined);
  request.flushHeaders();
  const [response]: IncomingMessage[] = await once(request, 'response');
  if (response === undefined) throw new Error('no answer came');
  let text = '';
  response
    .on('error', () => undefined)
    .on('data', (chunk: Buffer) => {
      text += chunk.toString();
    });
  const acknowledgements = () =>
    text
      .split('\n')
      .slice(0, -1)
      .map((line): Acknowledgement => JSON.parse(line));
  const closed = new Promise((resolve) => response.once('close', resolve));
  return { request, response, acknowledgements, closed };
}

/** Waits for the end of the answer; all acknowledgements then. */
async function acknowledgementsOf({
  closed,
  acknowledgements,
}: Producer): Promise<readonly Acknowledgement[]> {
  await closed;
  return acknowledgements();
}

async function sendInChunks({ request }: Producer, bytes: Buffer, chunkBytes: number): Promise<void> {
  for (let place = 0; place < bytes.length; place += chunkBytes) {
    if (!request.write(bytes.subarray(place, place + chunkBytes))) await once(request, 'drain');
  }
}

const clusterId = Buffer.from('1f43b675', 'hex');

/** All but the end of the recording's third fragment. */
function upToHalfOfLastFragment(): Buffer {
  return matroska.subarray(0, matroska.lastIndexOf(clusterId) + 400);
}

async function listFragments(kinesis: RunningKinesisVideo) {
  const { Fragments = [] } = await kinesis.media.send(new ListFragmentsCommand({ StreamName: streamName }));
  return Fragments;
}

describe('PutMedia', () => {
  it('acknowledges every fragment of a chunked upload and stores it at the producer’s time', async () => {
    await using kinesis = await startService();
    const producer = await connect(kinesis);

    await sendInChunks(producer, matroska, 300);
    producer.request.end();
    const events = await acknowledgementsOf(producer);

    const fragments = await listFragments(kinesis);
    const steps = events.map(({ EventType, FragmentTimecode }) => [EventType, FragmentTimecode]);
    expect(steps).toEqual(
      [0, 2000, 4000].flatMap((timecode) =>
        ['BUFFERING', 'RECEIVED', 'PERSISTED'].map((type) => [type, timecode]),
      ),
    );
    expect(fragments.map((each) => each.ProducerTimestamp?.getTime())).toEqual(
      [250, 2250, 4250].map((ms) => start + ms),
    );
    expect(fragments.map((each) => each.FragmentNumber)).toEqual(
      events.filter((each) => each.EventType === 'PERSISTED').map((each) => each.FragmentNumber),
    );
  });

  it('acknowledges a fragment while the upload goes on', async () => {
    await using kinesis = await startService();
    const producer = await connect(kinesis);

    producer.request.write(upToHalfOfLastFragment());

    const seen = () =>
      producer
        .acknowledgements()
        .map(({ EventType, FragmentTimecode }) => `${EventType} ${FragmentTimecode}`);
    await expect.poll(seen).toContain('BUFFERING 4000');
    expect(seen()).toContain('PERSISTED 2000');
    expect(seen()).not.toContain('RECEIVED 4000');
    expect(await listFragments(kinesis)).toHaveLength(2);
  });

  it('takes an absolute timecode as the time itself', async () => {
    await using kinesis = await startService();
    const producer = await connect(kinesis, { 'x-amzn-fragment-timecode-type': 'ABSOLUTE' });

    producer.request.end(matroska);
    await acknowledgementsOf(producer);

    const fragments = await listFragments(kinesis);
    expect(fragments.map((each) => each.ProducerTimestamp?.getTime())).toEqual([0, 2000, 4000]);
    expect(fragments[0]?.ServerTimestamp?.getTime()).toBe(start + 30_000);
  });

  it('keeps the fragments before a broken place and says what is wrong', async () => {
    await using kinesis = await startService();
    const producer = await connect(kinesis);
    const lastCluster = matroska.lastIndexOf(clusterId);

    producer.request.write(matroska.subarray(0, lastCluster));
    producer.request.write(Buffer.alloc(100));
    const events = await acknowledgementsOf(producer);

    expect(events.at(-1)).toEqual({ EventType: 'ERROR', ErrorId: 4006, ErrorCode: 'INVALID_MKV_DATA' });
    expect(await listFragments(kinesis)).toHaveLength(2);
  });

  it('does not keep the fragment in which a producer hangs up', async () => {
    await using kinesis = await startService();
    const producer = await connect(kinesis);

    producer.request.write(upToHalfOfLastFragment());
    await expect.poll(() => producer.acknowledgements().at(-1)?.FragmentTimecode).toBe(4000);
    producer.request.destroy();

    await expect.poll(() => kinesis.logged.map(({ fields }) => fields.reason)).toContain('HANG_UP');
    const { Images } = await kinesis.media.send(
      new GetImagesCommand({
        StreamName: streamName,
        ImageSelectorType: 'PRODUCER_TIMESTAMP',
        StartTimestamp: new Date(start + 3250),
        EndTimestamp: new Date(start + 5250),
        SamplingInterval: 2000,
        Format: 'JPEG',
      }),
    );
    expect(await frameNumberOf(Images?.[0]?.ImageContent)).toBe(30);
    expect(Images?.[1]?.Error).toBe('NO_MEDIA');
  });

  it('refuses timecodes that go backward', async () => {
    await using kinesis = await startService();
    const producer = await connect(kinesis);
    const firstCluster = matroska.indexOf(clusterId);

    producer.request.end(Buffer.concat([matroska, matroska.subarray(firstCluster)]));
    const events = await acknowledgementsOf(producer);

    expect(events.at(-1)).toMatchObject({ EventType: 'ERROR', ErrorId: 4004 });
    expect(await listFragments(kinesis)).toHaveLength(3);
  });

  it('says IDLE to a silent producer and then hangs up', async () => {
    await using kinesis = await startService({ idleMilliseconds: 120 });
    const producer = await connect(kinesis);

    const events = (await acknowledgementsOf(producer)).map((event) => event.EventType);

    expect(events.slice(0, 3)).toEqual(['IDLE', 'IDLE', 'IDLE']);
  });

  it('allows one producer at a time, and the next when it has gone', async () => {
    await using kinesis = await startService();
    const first = await connect(kinesis);

    const second = await connect(kinesis);
    await kinesis.service.stopSource(streamName);
    const third = await connect(kinesis);

    expect(first.response.statusCode).toBe(200);
    expect(second.response.headers['x-amzn-errortype']).toBe('ConnectionLimitExceededException');
    expect(third.response.statusCode).toBe(200);
  });

  it.each([
    { why: 'an unknown stream', headers: { 'x-amzn-stream-name': 'other' }, status: 404 },
    {
      why: 'an unknown timecode type',
      headers: { 'x-amzn-fragment-timecode-type': 'SIDEREAL' },
      status: 400,
    },
  ])('answers $status to $why', async ({ headers, status }) => {
    await using kinesis = await startService();

    const producer = await connect(kinesis, headers);

    expect(producer.response.statusCode).toBe(status);
  });
});
