import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { KinesisVideoArchivedMediaClient } from '@aws-sdk/client-kinesis-video-archived-media';
import sharp from 'sharp';
import { ffmpegPath } from '../../sandbox/kinesis-video/ffmpeg.ts';
import {
  createKinesisVideo,
  type KinesisVideo,
  type KinesisVideoOptions,
} from '../../sandbox/kinesis-video/kinesis-video.ts';

const run = promisify(execFile);

export const framesPerSecond = 10;
/** Frame n of a counting video is one flat gray of this brightness. */
const firstLuma = 20;
const lumaPerFrame = 2;

/** ffmpeg's description of a video whose frame n is a gray that says n; at most 100 frames. */
export function countingPicture(seconds: number, size = '64x64'): readonly string[] {
  const luma = `lum='${firstLuma}+${lumaPerFrame}*N':cb=128:cr=128`;
  return [
    '-f',
    'lavfi',
    '-i',
    `nullsrc=s=${size}:r=${framesPerSecond}:d=${seconds},geq=${luma},format=yuv420p`,
  ];
}

/** H.264 with a keyframe every two seconds. */
export const cameraCodec = ['-c:v', 'libx264', '-preset', 'ultrafast', '-g', '20', '-sc_threshold', '0'];

/** Makes a video file with ffmpeg; the last argument is its path. */
export async function makeVideo(...args: readonly string[]): Promise<void> {
  await run(ffmpegPath(), ['-loglevel', 'error', '-y', ...args]);
}

/** Which frame of a counting video a picture shows. */
export async function frameNumberOf(picture: Uint8Array | string | undefined): Promise<number> {
  const bytes = typeof picture === 'string' ? Buffer.from(picture, 'base64') : picture;
  const { channels } = await sharp(bytes).greyscale().stats();
  const luma = 16 + ((channels[0]?.mean ?? 0) * 219) / 255;
  return Math.round((luma - firstLuma) / lumaPerFrame);
}

export interface RunningKinesisVideo extends AsyncDisposable {
  readonly service: KinesisVideo;
  readonly control: KinesisVideoClient;
  readonly media: KinesisVideoArchivedMediaClient;
  readonly port: number;
  readonly url: string;
  readonly dataDir: string;
  readonly logged: readonly LoggedEvent[];
}

export interface LoggedEvent {
  readonly event: string;
  readonly fields: Readonly<Record<string, unknown>>;
}

/** The service behind a port of its own, with real SDK clients and an empty folder unless `dataDir` names one. */
export async function startKinesisVideo(
  options: Partial<KinesisVideoOptions> = {},
): Promise<RunningKinesisVideo> {
  const dataDir = options.dataDir ?? (await mkdtemp(join(tmpdir(), 'kinesis-video-')));
  const logged: LoggedEvent[] = [];
  const service = createKinesisVideo({
    endpoint: () => url,
    now: Date.now,
    log: (event, fields) => logged.push({ event, fields }),
    ...options,
    dataDir,
  });
  const server = createServer((request, response) => void service.handle(request, response));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const url = `http://127.0.0.1:${port}`;
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = { endpoint: url, region: 'ap-southeast-1', credentials, maxAttempts: 1 };
  const control = new KinesisVideoClient(client);
  const media = new KinesisVideoArchivedMediaClient(client);
  const close = async () => {
    control.destroy();
    media.destroy();
    await service.close();
    await closeServer(server);
    if (options.dataDir === undefined) await rm(dataDir, { recursive: true });
  };
  return { service, control, media, port, url, dataDir, logged, [Symbol.asyncDispose]: close };
}

async function closeServer(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
}
