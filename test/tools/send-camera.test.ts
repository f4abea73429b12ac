import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { GetImagesCommand } from '@aws-sdk/client-kinesis-video-archived-media';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { CameraFragment } from '../../tools/camera-fragments.ts';
import type { CameraReport } from '../../tools/camera-report.ts';
import { PutMediaError } from '../../tools/put-media-error.ts';
import { sendCamera } from '../../tools/send-camera.ts';
import {
  countingPicture,
  frameNumberOf,
  makeVideo,
  type RunningKinesisVideo,
} from '../sandbox/kinesis-video-camera.ts';
import { startRtspServer } from '../sandbox/kinesis-video-rtsp-server.ts';
import {
  cutFile,
  eventsOf,
  makeBridge,
  openBrokenLine,
  recorded,
  startStream,
  storedFragments,
  streamName,
} from './make-camera-bridge.ts';

const seconds = 6;
const startAt = Date.parse('2026-01-05T08:00:00.000Z');
const never = new AbortController().signal;
/** Of a video with 10 frames a second, as it is asked for below. */
const everySecondFrame = Array.from({ length: seconds * 5 }, (_, place) => place * 2);

let folder: string;
let video: string;
/** One a second. */
let fragments: readonly CameraFragment[];

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'camera-bridge-'));
  video = join(folder, 'counting.mp4');
  await makeVideo(...countingPicture(seconds), ...gop(10), video);
  fragments = await cutFile(video, startAt);
});
afterAll(() => rm(folder, { recursive: true }));

const gop = (frames: number, codec = 'libx264') => {
  const keyframes = ['-g', `${frames}`, '-sc_threshold', '0'];
  return ['-c:v', codec, '-preset', 'ultrafast', ...keyframes];
};

const bytesOf = (some: readonly CameraFragment[]) => some.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** Gives a fragment only when all before it are stored, where `isAwaited` says so. */
async function* paced(
  some: readonly CameraFragment[],
  told: readonly CameraReport[],
  isAwaited: (fragment: { readonly place: number }) => boolean,
): AsyncGenerator<CameraFragment> {
  for (const [place, fragment] of some.entries()) {
    if (isAwaited({ place })) {
      await vi.waitUntil(() => eventsOf(told, 'stored').length >= place, { timeout: 10_000, interval: 5 });
    }
    yield fragment;
  }
}

/** The numbers of the frames that come back, five for each second of the video. */
async function shownFrames(kinesis: RunningKinesisVideo): Promise<readonly (number | string)[]> {
  const start = Number((await storedFragments(kinesis))[0]?.ProducerTimestamp);
  const shown: (number | string)[] = [];
  let NextToken: string | undefined;
  do {
    const page = await kinesis.media.send(
      new GetImagesCommand({
        StreamName: streamName,
        ImageSelectorType: 'PRODUCER_TIMESTAMP',
        StartTimestamp: new Date(start + 50),
        EndTimestamp: new Date(start + seconds * 1000),
        SamplingInterval: 200,
        Format: 'JPEG',
        ...(NextToken === undefined ? {} : { NextToken }),
      }),
    );
    for (const image of page.Images ?? [])
      shown.push(image.Error ?? (await frameNumberOf(image.ImageContent)));
    NextToken = page.NextToken;
  } while (NextToken !== undefined);
  return shown;
}

describe('the camera bridge', () => {
  it('sends a file as it is: each frame comes back, on the clock of now', async () => {
    await using kinesis = await startStream();
    const { params } = makeBridge(() => kinesis.url, { from: video });
    const before = Date.now();

    const result = await sendCamera(params, never);

    const [first] = await storedFragments(kinesis);
    expect(result).toMatchObject({ storedFragments: seconds, lostFragments: 0, connections: 1 });
    expect(Math.abs(Number(first?.ProducerTimestamp) - before)).toBeLessThan(5_000);
    expect(await shownFrames(kinesis)).toEqual(everySecondFrame);
  });

  it.each(['reset', 'silence'] as const)(
    'loses nothing when the line breaks by %s in the middle of a fragment',
    async (breaksBy) => {
      await using kinesis = await startStream();
      const passes = bytesOf(fragments.slice(0, 3)) + 1500;
      await using line = await openBrokenLine(kinesis.port, { passes, breaksBy });
      const { params, told } = makeBridge(() => line.url, {
        source: () => recorded(fragments),
        silenceMilliseconds: 300,
      });

      const result = await sendCamera(params, never);

      expect(eventsOf(told, 'connection-lost')).not.toEqual([]);
      expect(line.connectionCount()).toBeGreaterThan(1);
      expect(result).toMatchObject({ storedFragments: seconds, lostFragments: 0 });
      expect(await shownFrames(kinesis)).toEqual(everySecondFrame);
    },
  );

  it('sends again over the next connection only what was not stored', async () => {
    await using kinesis = await startStream();
    const passes = bytesOf(fragments.slice(0, 3)) + 1500;
    await using line = await openBrokenLine(kinesis.port, { passes, breaksBy: 'silence' });
    const { params, told } = makeBridge(() => line.url, {
      source: () => paced(fragments, told, ({ place }) => place === 2),
      silenceMilliseconds: 300,
    });

    await sendCamera(params, never);

    const timesStored = (await storedFragments(kinesis)).map(({ ProducerTimestamp }) =>
      Number(ProducerTimestamp),
    );
    // The third was stored as well, but that word was lost with the line.
    expect(timesStored.filter((time) => time <= (fragments[1]?.timecode ?? 0))).toHaveLength(2);
    expect(new Set(timesStored).size).toBe(seconds);
  });

  it('changes to a new connection before the old one is too old, without a gap', async () => {
    await using kinesis = await startStream();
    let now = startAt;
    const { params, told } = makeBridge(() => kinesis.url, {
      source: () =>
        paced(fragments, told, () => {
          now += 21 * 60_000;
          return true;
        }),
      now: () => now,
    });

    const result = await sendCamera(params, never);

    // Each fragment comes 21 minutes after the last, so every second one finds its connection 42 minutes old.
    expect(eventsOf(told, 'rotated')).toEqual([
      { event: 'rotated', reason: 'age' },
      { event: 'rotated', reason: 'age' },
    ]);
    expect(eventsOf(told, 'connection-lost')).toEqual([]);
    expect(result).toMatchObject({ storedFragments: seconds, lostFragments: 0, connections: 3 });
    expect(await shownFrames(kinesis)).toEqual(everySecondFrame);
  });

  it('takes a new connection when the camera changes its picture', async () => {
    await using kinesis = await startStream();
    const other = join(folder, 'larger.mp4');
    await makeVideo(...countingPicture(2, '128x96'), ...gop(10), other);
    const later = await cutFile(other, startAt + seconds * 1000);
    const { params, told } = makeBridge(() => kinesis.url, {
      source: () => recorded([...fragments, ...later]),
    });

    const result = await sendCamera(params, never);

    expect(eventsOf(told, 'rotated')).toEqual([{ event: 'rotated', reason: 'format' }]);
    expect(result).toMatchObject({ storedFragments: seconds + 2, lostFragments: 0, connections: 2 });
  });

  it('drops the oldest when its memory is full, and says so', async () => {
    await using kinesis = await startStream();
    const { params, told } = makeBridge(() => kinesis.url, {
      source: () => recorded(fragments),
      bufferBytes: bytesOf(fragments.slice(3)),
    });

    const result = await sendCamera(params, never);

    expect(result).toMatchObject({ storedFragments: 3, lostFragments: 3 });
    expect(eventsOf(told, 'lost').map(({ at }) => at)).toEqual(
      fragments.slice(0, 3).map(({ timecode }) => new Date(timecode).toISOString()),
    );
  });

  it('leaves out a fragment that the service refuses, and sends its neighbors', async () => {
    await using kinesis = await startStream();
    const [first, second, third, ...rest] = fragments;
    if (first === undefined || second === undefined || third === undefined) throw new Error('too few');
    const noCluster = { ...third, bytes: Buffer.alloc(64, 0xff) };
    const { params } = makeBridge(() => kinesis.url, {
      source: () => recorded([first, second, noCluster, ...rest]),
    });

    const result = await sendCamera(params, never);

    expect(result).toMatchObject({ storedFragments: seconds - 1, lostFragments: 1 });
  });

  it('waits its turn while another producer sends to the stream', async () => {
    await using kinesis = await startStream();
    await kinesis.service.playFile(streamName, video, { loop: true });
    const { params, told } = makeBridge(() => kinesis.url, {
      source: () => recorded(fragments),
      tell: (report) => {
        told.push(report);
        if (report.event === 'connection-lost') void kinesis.service.stopSource(streamName);
      },
    });

    const result = await sendCamera(params, never);

    expect(eventsOf(told, 'connection-lost')[0]?.reason).toContain('another producer');
    expect(result).toMatchObject({ storedFragments: seconds, lostFragments: 0 });
  });

  it('gives up at a stream that does not exist, in plain words', async () => {
    await using kinesis = await startStream();
    const { params } = makeBridge(() => kinesis.url, {
      source: () => recorded(fragments),
      streamName: 'nk-cam-none',
    });

    await expect(sendCamera(params, never)).rejects.toThrow(/no such stream: is the camera in the zone file/);
  });

  it('takes new keys when the old ones have expired, and gives up when those are refused as well', async () => {
    const asked: boolean[] = [];
    const { params } = makeBridge(() => 'http://127.0.0.1:9', {
      source: () => recorded(fragments),
      findKeys: async ({ isFresh }) => {
        asked.push(isFresh);
        throw new PutMediaError('the credentials have expired', { remedy: 'new-keys' });
      },
    });

    await expect(sendCamera(params, never)).rejects.toThrow('expired');
    expect(asked).toEqual([false, true, true]);
  });

  it('stops when told to, though nobody answers, and counts what it could not send', async () => {
    const stop = new AbortController();
    const { params } = makeBridge(() => 'http://127.0.0.1:9', {
      source: () => recorded(fragments),
      stopMilliseconds: 10,
      tell: (report) => {
        if (report.event === 'connection-lost') stop.abort();
      },
    });

    const result = await sendCamera(params, stop.signal);

    expect(result).toMatchObject({ storedFragments: 0, lostFragments: seconds });
  });
});

describe('the bridge of an RTSP camera', () => {
  it('asks again when the camera falls away, and never tells its password', {
    // Each connection of the camera settles for three seconds.
    timeout: 60_000,
  }, async () => {
    await using kinesis = await startStream();
    const lasting = countingPicture(60);
    await using camera = await startRtspServer(lasting, [...gop(10), '-tune', 'zerolatency']);
    const stop = new AbortController();
    let countAfterDrop = Number.POSITIVE_INFINITY;
    const told: CameraReport[] = [];
    const { params } = makeBridge(() => kinesis.url, {
      from: camera.url,
      tell: (report) => {
        told.push(report);
        const count = eventsOf(told, 'stored').length;
        if (report.event === 'stored' && count === 2) camera.dropPlayers();
        if (report.event === 'camera-interrupted') countAfterDrop = count;
        if (count >= countAfterDrop + 2) stop.abort();
      },
    });

    const result = await sendCamera(params, stop.signal);

    const interruptions = eventsOf(told, 'camera-interrupted');
    expect(camera.playCount()).toBeGreaterThan(1);
    expect(interruptions.length).toBeGreaterThan(0);
    expect(JSON.stringify(told)).not.toContain('secret');
    expect(result.lostFragments).toBe(0);
    const times = (await storedFragments(kinesis)).map(({ ProducerTimestamp }) => Number(ProducerTimestamp));
    for (const stored of eventsOf(told, 'stored')) expect(stored.lagMilliseconds).toBeGreaterThan(-250);
    expect(new Set(times).size).toBe(times.length);
  });
});
