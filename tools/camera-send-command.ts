import { setTimeout as delay } from 'node:timers/promises';
import { GetDataEndpointCommand, KinesisVideoClient } from '@aws-sdk/client-kinesis-video';
import { Command, InvalidArgumentError } from 'commander';
import { defaultCameraFolder, hasCameraCredentials, readCameraCredentials } from './camera-credentials.ts';
import { asCameraId } from './camera-credentials-command.ts';
import { fetchCameraKeys, rememberKeys } from './camera-keys.ts';
import type { TellReport } from './camera-report.ts';
import { readCamera } from './camera-source.ts';
import type { CameraUplinkParams } from './camera-uplink.ts';
import { describeReports } from './describe-camera-report.ts';
import { sendCamera } from './send-camera.ts';
import type { AwsKeys } from './sign-put-media.ts';

interface SendOptions {
  readonly from: string;
  readonly certs?: string;
  readonly loop?: true;
  readonly buffer: number;
  readonly json?: true;
}

/** It ended as asked, but not all of the video was stored. */
const exitWithLoss = 3;

export function cameraSendCommand(): Command {
  return new Command('send')
    .description('send the video of an RTSP camera or a file to the stream of its camera, as it is')
    .argument('<id>', 'the camera in the zone file; also the name of its stream', asCameraId)
    .requiredOption('--from <source>', 'rtsp://… of the camera, or a video file (H.264 or H.265)')
    .option('--certs <folder>', "the camera's files (default: .zone/cameras/<id>, else your own AWS keys)")
    .option('--loop', 'begin a file anew at its end')
    .option('--buffer <megabytes>', 'video kept while the line is down', asMegabytes, 64)
    .option('--json', 'tell what happens as JSON, one object a line')
    .addHelpText(
      'after',
      '\nExit codes: 0 all was stored, 1 it cannot go on, 2 wrong usage, 3 ended, but some video was lost.' +
        '\nCtrl-C ends it: what is there is sent within 10 seconds.',
    )
    .action(async (cameraId: string, options: SendOptions) => {
      const { lostFragments } = await send(cameraId, options);
      if (lostFragments > 0) process.exitCode = exitWithLoss;
    });
}

async function send(cameraId: string, options: SendOptions) {
  const stop = new AbortController();
  const end = () => stop.abort();
  process.once('SIGINT', end).once('SIGTERM', end);
  const print = (line: string) => process.stdout.write(`${line}\n`);
  const tell: TellReport = options.json ? (report) => print(JSON.stringify(report)) : describeReports(print);
  const pause = async (milliseconds: number, signal: AbortSignal) => {
    await delay(milliseconds, undefined, { signal }).catch(() => undefined);
  };
  const { now, random } = { now: Date.now, random: Math.random };
  const source = { from: options.from, isLooped: options.loop === true, now, random, pause };
  const onInterrupted = (reason: string, retryMilliseconds: number) =>
    tell({ event: 'camera-interrupted', reason, retryMilliseconds });
  try {
    const uplink = await openUplink(cameraId, options.certs, now);
    const common = { streamName: cameraId, now, random, pause, tell };
    const bufferBytes = options.buffer * 1_000_000;
    return await sendCamera(
      {
        ...uplink,
        ...common,
        bufferBytes,
        source: (signal) => readCamera({ ...source, onInterrupted }, signal),
      },
      stop.signal,
    );
  } finally {
    process.off('SIGINT', end).off('SIGTERM', end);
  }
}

type Uplink = Pick<CameraUplinkParams, 'region' | 'findKeys' | 'findEndpoint'>;

/** With the camera's own certificate where there is one, else with the keys of whoever runs it. */
async function openUplink(cameraId: string, certs: string | undefined, now: () => number): Promise<Uplink> {
  const folder = certs ?? defaultCameraFolder(cameraId);
  const usesOwn = certs !== undefined || hasCameraCredentials(folder);
  const camera = usesOwn ? readCameraCredentials(folder) : undefined;
  const client = new KinesisVideoClient(camera === undefined ? {} : { region: camera.region });
  const { credentials } = client.config;
  const findKeys =
    camera === undefined
      ? ({ isFresh }: { isFresh: boolean }) => credentials({ forceRefresh: isFresh })
      : rememberKeys(() => fetchCameraKeys(camera), now);
  const region = await client.config.region();
  return { region, findKeys, findEndpoint: (keys) => findEndpoint(region, cameraId, keys) };
}

async function findEndpoint(region: string, streamName: string, keys: AwsKeys): Promise<URL> {
  const client = new KinesisVideoClient({ region, credentials: keys });
  try {
    const { DataEndpoint } = await client.send(
      new GetDataEndpointCommand({ StreamName: streamName, APIName: 'PUT_MEDIA' }),
    );
    return new URL(DataEndpoint ?? '');
  } finally {
    client.destroy();
  }
}

function asMegabytes(text: string): number {
  const megabytes = Number(text);
  if (/^\d+$/.test(text) && megabytes >= 1 && megabytes <= 4096) return megabytes;
  throw new InvalidArgumentError('Must be 1–4096.');
}
