import { type AddressInfo, connect as connectTo, createServer, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { CreateStreamCommand } from '@aws-sdk/client-kinesis-video';
import { type Fragment, ListFragmentsCommand } from '@aws-sdk/client-kinesis-video-archived-media';
import { runFfmpeg } from '../../sandbox/kinesis-video/ffmpeg.ts';
import { fileArguments } from '../../sandbox/kinesis-video/video-arguments.ts';
import type { MediaSpan } from '../../tools/camera-clock.ts';
import { type CameraFragment, FragmentCutter } from '../../tools/camera-fragments.ts';
import type { CameraReport } from '../../tools/camera-report.ts';
import { readCamera } from '../../tools/camera-source.ts';
import type { SendCameraParams } from '../../tools/send-camera.ts';
import { type RunningKinesisVideo, startKinesisVideo } from '../sandbox/kinesis-video-camera.ts';

export const streamName = 'nk-cam-gate';
export const region = 'ap-southeast-1';

/** A Kinesis Video service of its own with one stream. */
export async function startStream(
  options: Parameters<typeof startKinesisVideo>[0] = {},
): Promise<RunningKinesisVideo> {
  const kinesis = await startKinesisVideo(options);
  await kinesis.control.send(new CreateStreamCommand({ StreamName: streamName, DataRetentionInHours: 1 }));
  return kinesis;
}

/** Waits between attempts without losing time: long enough for the other side to run. */
export const shortPause = async (_: number, signal: AbortSignal): Promise<void> => {
  await delay(20, undefined, { signal }).catch(() => undefined);
};

/** A bridge that sends to `url`, and what it told. */
export function makeBridge(
  url: () => string,
  overrides: Partial<SendCameraParams> & { readonly from?: string } = {},
): { readonly params: SendCameraParams; readonly told: CameraReport[] } {
  const told: CameraReport[] = [];
  const { from = '', ...rest } = overrides;
  const tell = rest.tell ?? ((report: CameraReport) => void told.push(report));
  const source = { from, isLooped: false, now: Date.now, random: () => 0, pause: shortPause };
  const onInterrupted = (reason: string, retryMilliseconds: number) =>
    tell({ event: 'camera-interrupted', reason, retryMilliseconds });
  const params: SendCameraParams = {
    streamName,
    region,
    source: (signal) => readCamera({ ...source, onInterrupted }, signal),
    findEndpoint: async () => new URL(url()),
    findKeys: async () => ({ accessKeyId: 'local', secretAccessKey: 'local' }),
    bufferBytes: 10_000_000,
    now: Date.now,
    random: () => 0,
    pause: shortPause,
    tell,
    ...rest,
  };
  return { params, told };
}

export const eventsOf = <Name extends CameraReport['event']>(told: readonly CameraReport[], name: Name) =>
  told.filter((report): report is Extract<CameraReport, { event: Name }> => report.event === name);

/** The stored fragments by producer time. */
export async function storedFragments(kinesis: RunningKinesisVideo): Promise<readonly Fragment[]> {
  const { Fragments = [] } = await kinesis.media.send(
    new ListFragmentsCommand({ StreamName: streamName, MaxResults: 1000 }),
  );
  return Fragments.toSorted((a, b) => Number(a.ProducerTimestamp) - Number(b.ProducerTimestamp));
}

export interface BrokenLine extends AsyncDisposable {
  readonly url: string;
  readonly connectionCount: () => number;
}

/** A TCP line to `port` whose first connection passes that many bytes on, and is then reset or falls silent. */
export async function openBrokenLine(
  port: number,
  { passes, breaksBy }: { readonly passes: number; readonly breaksBy: 'reset' | 'silence' },
): Promise<BrokenLine> {
  const ends = new Set<Socket>();
  let connectionCount = 0;
  const server = createServer((near) => {
    const isBreaking = connectionCount === 0;
    connectionCount += 1;
    const far = connectTo(port, '127.0.0.1');
    for (const socket of [near, far]) {
      ends.add(socket);
      socket.on('error', () => undefined).on('close', () => (socket === near ? far : near).destroy());
    }
    far.on('data', (chunk) => near.write(chunk));
    let left = isBreaking ? passes : Number.POSITIVE_INFINITY;
    near.on('data', (chunk) => {
      if (left > 0) far.write(chunk.subarray(0, Math.min(left, chunk.length)));
      left -= chunk.length;
      if (left > 0) return;
      if (breaksBy === 'reset') near.destroy();
      else far.removeAllListeners('data');
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    connectionCount: () => connectionCount,
    [Symbol.asyncDispose]: async () => {
      for (const socket of ends) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** The fragments of a video file, placed from `startAt` on (epoch milliseconds). */
export async function cutFile(file: string, startAt: number): Promise<readonly CameraFragment[]> {
  const { output } = await runFfmpeg(fileArguments({ file, handling: 'copy', isLive: false }));
  const clock = { observe: () => undefined, place: ({ timecode }: MediaSpan) => startAt + timecode };
  const cutter = new FragmentCutter({ clock, now: () => startAt });
  return [...cutter.push(output), ...cutter.end()];
}

/** A source that gives all at once. */
export async function* recorded(fragments: readonly CameraFragment[]): AsyncGenerator<CameraFragment> {
  yield* fragments;
}
