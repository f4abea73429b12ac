import type { Camera } from '../../lambdas/cameras/camera.ts';
import type { DetectedFace } from '../../lambdas/cameras/face-detector.ts';
import type { FrameSource } from '../../lambdas/cameras/frame-source.ts';
import type { Models } from '../../lambdas/cameras/onnx-models.ts';
import type { PictureCodec } from '../../lambdas/cameras/picture-codec.ts';
import { sharpPictureCodec } from '../../lambdas/cameras/sharp-picture-codec.ts';
import { watchCamera } from '../../lambdas/cameras/watch-camera.ts';
import { settleMilliseconds } from '../../lambdas/cameras/window.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import { makeCamera } from '../../test/cameras/make-camera.ts';
import { memoryAlertQueue } from '../../test/memory/alert-queue.ts';
import { memoryCameraStore } from '../../test/memory/camera-store.ts';
import { memoryCursorStore } from '../../test/memory/cursor-store.ts';
import { memoryIncidentStore } from '../../test/memory/incident-store.ts';
import { memoryPeopleStore } from '../../test/memory/people-store.ts';
import { memoryPictureStore } from '../../test/memory/picture-store.ts';
import { makeSettings, memorySettingsStore } from '../../test/memory/settings-store.ts';
import { memorySightingStore } from '../../test/memory/sighting-store.ts';
import { memoryTelemetry } from '../../test/memory/telemetry.ts';
import { memoryWatchlistStore } from '../../test/memory/watchlist-store.ts';

export interface WatchStreetParams {
  readonly camera: Pick<Camera, 'watches' | 'framesPerSecond'> & Partial<Camera>;
  /** The picture at a second of the street, as JPEG. */
  readonly pictureAt: (second: number) => Promise<Uint8Array>;
  readonly seconds: number;
  readonly models: Models;
  /** Called for each face pass as soon as its window is told; the crops lie in `ports.pictures`. */
  readonly onFacePass?: (message: IdentifyFaceMessage, ports: MemoryPorts) => Promise<void>;
}

export type MemoryPorts = ReturnType<typeof memoryPorts>;

/** The faces that the detector gave for one frame. */
export interface SeenFaces {
  readonly second: number;
  readonly faces: readonly DetectedFace[];
}

export interface WatchedStreet {
  /** Face passes that were handed on to be searched. */
  readonly facePasses: readonly IdentifyFaceMessage[];
  readonly sightings: readonly Sighting[];
  /** Frame by frame, where the detector looked. */
  readonly seenFaces: readonly SeenFaces[];
  readonly frames: number;
  /** Frames that were decoded whole because something moved or was in doubt. */
  readonly lookedAt: number;
  /** Processor time of watch-camera alone, drawing of the street left out; all threads of the process. */
  readonly cpuMilliseconds: number;
  readonly ports: MemoryPorts;
}

/** When the street begins (epoch ms). */
export const streetStart = 1_767_225_600_000;
const slotMilliseconds = 10_000;
/** Empty street after the last one left, so that every pass ends. */
const quietSeconds = 10;

/** Plays a street through watch-camera, slot by slot, with its real rules and networks and stores in memory. */
export async function watchStreet(params: WatchStreetParams): Promise<WatchedStreet> {
  const { camera, models, seconds } = params;
  const ports = memoryPorts();
  const meter = frameMeter(params.pictureAt);
  const seenFaces: SeenFaces[] = [];
  const facePasses: IdentifyFaceMessage[] = [];
  const codec = countDecodes(sharpPictureCodec());
  const waiting: IdentifyFaceMessage[] = [];
  const cursors = memoryCursorStore();
  const watching = {
    ...ports,
    cameras: memoryCameraStore([makeCamera(camera)]),
    cursors,
    backlogs: cursors.backlogs,
    backlogQueue: { send: async () => undefined },
    frames: meter.frames,
    codec: codec.codec,
    plateReader: models.plateReader,
    faceDetector: recordFaces(models.faceDetector, seenFaces, meter.second),
    faceQueue: { send: async (message: IdentifyFaceMessage) => void waiting.push(message) },
  };
  const slots = Math.ceil(((seconds + quietSeconds) * 1000) / slotMilliseconds);
  let cpuMilliseconds = 0;
  for (let slot = 1; slot <= slots; slot++) {
    const slotAt = streetStart + slot * slotMilliseconds + settleMilliseconds;
    const [before, drawn] = [process.cpuUsage(), meter.drawingMilliseconds()];
    await watchCamera(
      { version: 1, cameraId: makeCamera().id, slotAt },
      {
        owner: `slot-${slot}`,
        leaseMilliseconds: 60_000,
        isOutOfTime: () => false,
        clock: () => slotAt,
      },
      watching,
    );
    cpuMilliseconds += cpuSince(before) - (meter.drawingMilliseconds() - drawn);
    for (const message of waiting.splice(0)) {
      facePasses.push(message);
      await params.onFacePass?.(message, ports);
    }
  }
  const sightings = [...ports.sightings.kept.values()];
  const counted = { frames: meter.count(), lookedAt: codec.count(), cpuMilliseconds };
  return { facePasses, sightings, seenFaces, ...counted, ports };
}

function memoryPorts() {
  return {
    settings: memorySettingsStore(makeSettings()),
    sightings: memorySightingStore(),
    incidents: memoryIncidentStore(),
    people: memoryPeopleStore(),
    pictures: memoryPictureStore(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
    watchlist: memoryWatchlistStore(),
  };
}

/** Milliseconds of processor time since then. */
export function cpuSince(before: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Frames from pictures; knows how long these took to make, which is no work of the camera's function. */
function frameMeter(pictureAt: WatchStreetParams['pictureAt']) {
  let [drawing, count, second] = [0, 0, 0];
  const frames: FrameSource = {
    listFrames: async function* (_cameraId, { from, to, intervalMilliseconds }) {
      for (let takenAt = from; takenAt < to; takenAt += intervalMilliseconds) {
        const before = process.cpuUsage();
        second = (takenAt - streetStart) / 1000;
        const jpeg = await pictureAt(second);
        drawing += cpuSince(before);
        count++;
        yield { takenAt, jpeg };
      }
    },
  };
  return { frames, drawingMilliseconds: () => drawing, count: () => count, second: () => second };
}

function countDecodes(real: PictureCodec) {
  let count = 0;
  const codec: PictureCodec = {
    ...real,
    decode: (jpeg) => {
      count++;
      return real.decode(jpeg);
    },
  };
  return { codec, count: () => count };
}

function recordFaces(
  detector: Models['faceDetector'],
  seen: SeenFaces[],
  second: () => number,
): Models['faceDetector'] {
  return {
    detectFaces: async (picture, regions) => {
      const faces = await detector.detectFaces(picture, regions);
      seen.push({ second: second(), faces });
      return faces;
    },
  };
}
