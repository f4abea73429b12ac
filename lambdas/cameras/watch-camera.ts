import type { SettingsStore } from '../sightings/settings-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { WatchCameraMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import type { Camera } from './camera.ts';
import type { CameraState } from './camera-state.ts';
import type { CameraStore } from './camera-store.ts';
import type { CursorStore } from './cursor-store.ts';
import type { TellPassesPorts } from './tell-passes.ts';
import { tellWindow } from './tell-window.ts';
import { type WatchedWindow, type WatchWindowPorts, watchWindow } from './watch-window.ts';
import { nextWindow, startOfWatch, type Window } from './window.ts';

export interface WatchCameraPorts extends WatchWindowPorts, TellPassesPorts {
  readonly cameras: CameraStore;
  readonly settings: SettingsStore;
  readonly cursors: CursorStore;
}

export interface WatchCameraParams {
  /** Who holds the camera meanwhile: the invocation's request id. */
  readonly owner: string;
  /** How long this invocation can live at most. */
  readonly leaseMilliseconds: number;
  readonly isOutOfTime: () => boolean;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * Watches a camera from its cursor up to the slot and hands on every pass that ended; then, and only then, the
 * cursor moves. A crash or an error anywhere repeats the window, with the same frames and the same ids. Throws what a
 * port throws, and CursorLostError.
 */
export async function watchCamera(
  message: WatchCameraMessage,
  params: WatchCameraParams,
  ports: WatchCameraPorts,
): Promise<void> {
  const { cameraId } = message;
  const camera = await ports.cameras.find(cameraId);
  if (camera === undefined) return ports.telemetry.info(LogEvent.cameraUnknown, { cameraId });
  const settings = await ports.settings.read();
  const { owner, clock, leaseMilliseconds } = params;
  const now = clock();
  const startAt = startOfWatch(message.slotAt, settings.slotSeconds);
  const lease = { cameraId, owner, now, until: now + leaseMilliseconds, startAt };
  const state = await ports.cursors.lease(lease);
  if (state === 'busy') return ports.telemetry.info(LogEvent.cameraBusy, { cameraId });
  try {
    const window = windowOf(message, camera, settings, state);
    if (window === undefined) return await ports.cursors.release({ cameraId, owner });
    await watchAndTell({ camera, settings, window, state }, params, ports);
  } catch (error) {
    // Best effort, so that the repeat need not wait: a lease that cannot be given back ends by itself.
    await ports.cursors.release({ cameraId, owner }).catch(() => undefined);
    throw error;
  }
}

function windowOf(
  { slotAt }: WatchCameraMessage,
  { framesPerSecond }: Camera,
  { retention }: ZoneSettings,
  { watchedTo }: CameraState,
): Window | undefined {
  return nextWindow({ watchedTo, slotAt, framesPerSecond, videoHours: retention.videoHours });
}

interface Watch {
  readonly camera: Camera;
  readonly settings: ZoneSettings;
  readonly window: Window;
  /** As the camera was left by its last window. */
  readonly state: CameraState;
}

async function watchAndTell(
  { camera, settings, window, state }: Watch,
  { owner, clock, isOutOfTime }: WatchCameraParams,
  ports: WatchCameraPorts,
): Promise<void> {
  const cameraId = camera.id;
  const lostMilliseconds = window.from - state.watchedTo;
  if (lostMilliseconds > 0) ports.telemetry.warn(LogEvent.videoExpired, { cameraId, lostMilliseconds });
  const watched = await watchWindow({ camera, window, state, isOutOfTime }, ports);
  const { next, obsoleteKeys } = await tellWindow(
    {
      camera,
      settings,
      before: state,
      watched,
      intervalMilliseconds: window.intervalMilliseconds,
      now: clock(),
    },
    ports,
  );
  await ports.cursors.advance({ cameraId, owner, watchedTo: state.watchedTo, state: next });
  await ports.pictures.delete(obsoleteKeys);
  report({ camera, window, watched, now: clock() }, ports);
}

function report(
  {
    camera,
    window,
    watched,
    now,
  }: Pick<Watch, 'camera' | 'window'> & {
    readonly watched: WatchedWindow;
    readonly now: number;
  },
  { telemetry }: WatchCameraPorts,
): void {
  const { frames, watchedTo, faces, plates } = watched;
  const lagSeconds = (now - watchedTo) / 1000;
  telemetry.info(LogEvent.windowWatched, {
    cameraId: camera.id,
    from: window.from,
    to: watchedTo,
    framesWatched: frames.watched,
    framesMissing: frames.missing,
    framesUnreadable: frames.unreadable,
    facesClosed: faces.closed.length,
    facesOpen: faces.open.length,
    platesClosed: plates.closed.length,
    platesOpen: plates.open.length,
    lagSeconds,
  });
  telemetry.measure(Metric.framesWatched, frames.watched);
  telemetry.measure(Metric.watchLagSeconds, lagSeconds);
  if (frames.watched + frames.unreadable > 0) return;
  telemetry.warn(LogEvent.cameraSilent, { cameraId: camera.id, from: window.from, to: watchedTo });
  telemetry.measure(Metric.windowsWithoutVideo);
}
