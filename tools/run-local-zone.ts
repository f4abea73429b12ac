import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { demoPlates, startScenes } from '../sandbox/demo/scenes.ts';
import { createFunctionWatch } from '../sandbox/page/health.ts';
import { assignVideos, type CameraVideo } from './camera-videos.ts';
import { type LocalPoles, provisionLocalPoles } from './local-poles.ts';
import { type LocalZone, type LocalZoneParams, openLocalZone } from './local-zone.ts';
import { openPage } from './open-page.ts';
import { type DemoPoll, openDemoPoll } from './poll-demo.ts';
import type { Progress } from './progress.ts';

export interface RunLocalZoneParams {
  readonly zoneFile: string;
  readonly recipientsFile: string;
  /** Own videos by camera id. */
  readonly videos: ReadonlyMap<string, string>;
  readonly dataDir?: string;
  /** Where other commands find the address, the CA and the poles' certificates. */
  readonly zoneDir: string;
  readonly port: number;
  readonly pagePort: number;
  readonly mqttPort: number;
  readonly progress: Progress;
}

export interface RunningZone {
  readonly pageUrl: string;
  readonly local: LocalZone;
  readonly poles: LocalPoles;
  readonly poll: DemoPoll;
  stop(): Promise<void>;
}

/** Starts everything that `npm start` starts. Rejects with all of it stopped again. */
export async function runLocalZone(params: RunLocalZoneParams): Promise<RunningZone> {
  const { progress, zoneDir } = params;
  const closers: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const close of closers.splice(0).reverse()) await close();
  };
  try {
    const workDir = mkdtempSync(join(tmpdir(), 'safety-zone-'));
    closers.push(() => rmSync(workDir, { recursive: true, force: true }));
    const watch = createFunctionWatch(Date.now);
    const local = await openLocalZone({ ...zoneParams(params), workDir, onLog: watch.accept });
    closers.push(local.stop);
    progress.step("making the poles' certificates");
    const poles = await provisionLocalPoles({ ...local, folder: zoneDir });
    const poll = await openDemoPoll(local.sandbox, Date.now());
    const page = await openPage({ local, poles, watch, port: params.pagePort });
    closers.push(poles.stop, page.close, leaveAddress(local, zoneDir));
    progress.step('playing the cameras');
    await local.play({ loop: true });
    return { pageUrl: page.url, local, poles, poll, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function zoneParams(params: RunLocalZoneParams): Omit<LocalZoneParams, 'workDir' | 'onLog'> {
  const { videos: own, progress, zoneDir: _, pagePort: __, ...rest } = params;
  const { watched, alsoWatched } = demoPlates;
  // Three cameras on two cores is what zones/demo.yaml has and `npm run demo` was tried with.
  const most = availableParallelism() + 1;
  return {
    ...rest,
    progress,
    watchedPlates: [watched, alsoWatched],
    videos: (zone) => {
      const videos = assignVideos({ zone, own, scenes: startScenes, most });
      for (const line of describeVideos(videos, most)) progress.step(line);
      return videos;
    },
  };
}

function describeVideos(videos: ReadonlyMap<string, CameraVideo>, most: number): readonly string[] {
  const silent = [...videos].filter(([, { kind }]) => kind === 'silent').map(([id]) => id);
  if (silent.length === 0) return [];
  return [
    `${most} cameras play the demonstration on this machine; silent: ${silent.join(', ')}`,
    'give a silent camera a video with --video CAMERA=FILE (or an rtsp:// address)',
  ];
}

/** Tells `npm run zone` where the zone runs, as long as it runs. */
function leaveAddress({ sandbox }: LocalZone, zoneDir: string): () => void {
  mkdirSync(zoneDir, { recursive: true });
  const file = join(zoneDir, 'endpoint.json');
  const { endpointUrl, iotCore } = sandbox;
  writeFileSync(file, `${JSON.stringify({ endpointUrl, region: 'ap-southeast-1' }, null, 2)}\n`);
  writeFileSync(join(zoneDir, 'iot-ca.pem'), iotCore.caPem);
  return () => rmSync(file, { force: true });
}
