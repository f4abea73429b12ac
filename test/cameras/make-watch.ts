import type { Camera } from '../../lambdas/cameras/camera.ts';
import { catchUpCamera } from '../../lambdas/cameras/catch-up-camera.ts';
import {
  type WatchCameraParams,
  type WatchCameraPorts,
  watchCamera,
} from '../../lambdas/cameras/watch-camera.ts';
import { settleMilliseconds } from '../../lambdas/cameras/window.ts';
import type { WatchlistEntry } from '../../lambdas/watchlist/watchlist-entry.ts';
import type { CatchUpMessage, IdentifyFaceMessage } from '../../lambdas/zone/messages.ts';
import type { ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import { memoryAlertQueue } from '../memory/alert-queue.ts';
import { memoryCameraStore } from '../memory/camera-store.ts';
import { memoryCursorStore } from '../memory/cursor-store.ts';
import { memoryIncidentStore } from '../memory/incident-store.ts';
import { memoryPeopleStore } from '../memory/people-store.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memorySightingStore } from '../memory/sighting-store.ts';
import { streetCodec, streetEyes, streetVideo, type Thing } from '../memory/street.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { memoryWatchlistStore } from '../memory/watchlist-store.ts';
import { makeCamera } from './make-camera.ts';

/** When the pretended street begins (epoch ms); its first slot of ten seconds ends at `slot(1)`. */
export const start = 1_767_225_600_000;

/** The slot whose window ends `count` × 10 s after the street began. */
export const slot = (count: number) => start + count * 10_000 + settleMilliseconds;

export interface WatchOptions {
  readonly things: (takenAt: number) => readonly Thing[] | 'broken' | undefined;
  readonly camera?: Partial<Camera>;
  readonly settings?: Partial<ZoneSettings>;
  readonly entries?: readonly WatchlistEntry[];
}

/** A camera on a pretended street, with every port in memory. */
export function makeWatch({ things, camera, settings, entries = [] }: WatchOptions) {
  const faces: IdentifyFaceMessage[] = [];
  const asked: CatchUpMessage[] = [];
  const eyes = streetEyes();
  const stores = {
    cursors: memoryCursorStore(),
    people: memoryPeopleStore(),
    sightings: memorySightingStore(),
    incidents: memoryIncidentStore(),
    pictures: memoryPictureStore(),
    alerts: memoryAlertQueue(),
    telemetry: memoryTelemetry(),
    frames: streetVideo(things),
  };
  const ports: WatchCameraPorts = {
    ...stores,
    cameras: memoryCameraStore([makeCamera(camera)]),
    settings: memorySettingsStore(makeSettings(settings)),
    watchlist: memoryWatchlistStore(entries),
    codec: streetCodec(),
    faceDetector: eyes.faceDetector,
    plateReader: eyes.plateReader,
    faceQueue: { send: async (message) => void faces.push(message) },
    backlogs: stores.cursors.backlogs,
    backlogQueue: { send: async (message) => void asked.push(message) },
  };
  const watch = (slotAt: number, overrides: Partial<WatchCameraParams> = {}, through = ports) =>
    watchCamera(
      { version: 1, cameraId: 'nk-cam-01', slotAt },
      {
        owner: `request-${slotAt}`,
        leaseMilliseconds: 20_000,
        isOutOfTime: () => false,
        clock: () => slotAt,
        ...overrides,
      },
      through,
    );
  /** Handles the oldest message of the backlog queue; `false` when there is none. A failed one stays in the queue. */
  const catchUp = async (at: number, overrides: Partial<WatchCameraParams> = {}, through = ports) => {
    const [message] = asked;
    if (message === undefined) return false;
    const params = { owner: `catch-up-${at}`, leaseMilliseconds: 20_000, isOutOfTime: () => false };
    await catchUpCamera(message, { ...params, clock: () => at, ...overrides }, through);
    asked.splice(asked.indexOf(message), 1);
    return true;
  };
  return { ...stores, ports, faces, asked, looks: eyes.looks, watch, catchUp };
}

/** Seconds since the street began. */
export const secondsIn = (takenAt: number) => (takenAt - start) / 1000;

/** A face that walks to the right, `size` pixels wide. */
export const walker = (takenAt: number, name: string, y = 300, size = 70): Thing => ({
  kind: 'face',
  name,
  box: { x: 100 + secondsIn(takenAt) * 40, y, width: size, height: size },
});

/** A plate that stands still. */
export const parkedPlate = (name = '1234'): Thing => ({
  kind: 'plate',
  name,
  box: { x: 600, y: 500, width: 120, height: 55 },
});
