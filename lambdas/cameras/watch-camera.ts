import type { SettingsStore } from '../sightings/settings-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { WatchCameraMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import { askCatchUp, type CatchUpPorts } from './ask-catch-up.ts';
import { backlogSeconds, cutBacklog, maxBacklogs } from './backlog.ts';
import type { Camera } from './camera.ts';
import type { CameraState } from './camera-state.ts';
import type { CameraStore } from './camera-store.ts';
import { CursorLostError, type CursorStore, type LeasedCamera, type LeaseParams } from './cursor-store.ts';
import { keepLatestFrame } from './keep-latest-frame.ts';
import { renewWhileWatching } from './renew-while-watching.ts';
import { tellHealth } from './tell-health.ts';
import { type Watch, type WatchAndTellPorts, watchAndTell } from './watch-and-tell.ts';
import { measurePeople } from './watch-people.ts';
import type { WatchedWindow } from './watch-window.ts';
import { nextWindow, oldestVideo, settleMilliseconds, startOfWatch } from './window.ts';

export interface WatchCameraPorts extends WatchAndTellPorts, CatchUpPorts {
  readonly cameras: CameraStore;
  readonly settings: SettingsStore;
  readonly cursors: CursorStore;
}

export interface WatchCameraParams {
  /** Who holds the camera meanwhile: the invocation's request id. */
  readonly owner: string;
  /** How long the camera is held at a time; while it is watched the lease is renewed each quarter of that. */
  readonly leaseMilliseconds: number;
  readonly isOutOfTime: () => boolean;
  /** Epoch milliseconds. */
  readonly clock: () => number;
}

/**
 * Watches a camera from its cursor up to the slot and hands on every pass that ended; then, and only then, the
 * cursor moves. A crash or an error anywhere repeats the window, with the same frames and the same ids. A camera that
 * lies far behind goes on with the present, and catch-up-camera is asked to watch what it left. Throws what a port
 * throws, and CursorLostError.
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
  const lease = () => ports.cursors.lease(leaseOf(message, settings, params));
  const leased = await lease();
  if (leased === 'busy') return ports.telemetry.info(LogEvent.cameraBusy, { cameraId });
  const slot = { slotAt: message.slotAt, camera, settings };
  const frames = renewWhileWatching(ports.frames, {
    clock: params.clock,
    everyMilliseconds: params.leaseMilliseconds / 4,
    renew: async () => {
      if ((await lease()) === 'busy') throw new CursorLostError(`camera ${cameraId} was taken over`);
    },
  });
  const isBacklogIdle = await watchSlot({ ...slot, leased }, params, { ...ports, frames });
  // Last, so that the present never waits for the queue of the past.
  if (isBacklogIdle) await askCatchUp({ cameraId, now: params.clock() }, ports);
}

function leaseOf(
  { cameraId, slotAt }: WatchCameraMessage,
  { slotSeconds }: ZoneSettings,
  { owner, clock, leaseMilliseconds }: WatchCameraParams,
): LeaseParams {
  const now = clock();
  const startAt = startOfWatch(slotAt, slotSeconds);
  return { cameraId, owner, now, until: now + leaseMilliseconds, startAt };
}

interface Slot {
  readonly slotAt: number;
  readonly camera: Camera;
  readonly settings: ZoneSettings;
  readonly leased: LeasedCamera;
}

/** Returns whether there is a backlog that nobody works on. */
async function watchSlot(slot: Slot, params: WatchCameraParams, ports: WatchCameraPorts): Promise<boolean> {
  const { slotAt, camera, settings, leased } = slot;
  const { owner, clock } = params;
  const lease = { cameraId: camera.id, owner };
  try {
    const state = await leaveFarBehind(slot, params, ports);
    const { framesPerSecond } = camera;
    const oldest = oldestVideo(slotAt, settings.retention.videoHours);
    const until = slotAt - settleMilliseconds;
    const window = nextWindow({ watchedTo: state.watchedTo, until, oldest, framesPerSecond });
    if (window === undefined) {
      await ports.cursors.release(lease);
    } else {
      const { watched, next, obsoleteKeys, people } = await watchAndTell(
        { camera, settings, window, state },
        params,
        ports,
      );
      // Only here, of the present: what a backlog shows of the camera is over.
      const known = { camera, before: state.health, seen: watched.signs, now: clock() };
      const health = await tellHealth(known, ports);
      await ports.cursors.advance({ ...lease, watchedTo: state.watchedTo, state: { ...next, health } });
      await ports.pictures.delete(obsoleteKeys);
      await keepLatestFrame({ camera, window, watched }, ports);
      report({ camera, window, watched, now: clock() }, ports);
      measurePeople(camera, people, ports.telemetry);
    }
    return leased.isBacklogIdle || state !== leased.state;
  } catch (error) {
    // Best effort, so that the repeat need not wait: a lease that cannot be given back ends by itself.
    await ports.cursors.release(lease).catch(() => undefined);
    throw error;
  }
}

/** The state from which the slot is watched: after a long gap that of the present, with what lies between kept for later. */
async function leaveFarBehind(
  { slotAt, camera, settings, leased }: Slot,
  { owner }: WatchCameraParams,
  { cursors, telemetry }: WatchCameraPorts,
): Promise<CameraState> {
  const { state, backlogCount } = leased;
  const { slotSeconds } = settings;
  const cut = cutBacklog({ state, slotAt, slotSeconds, framesPerSecond: camera.framesPerSecond });
  if (cut === undefined || backlogCount >= maxBacklogs) return state;
  const { left, live } = cut;
  await cursors.leaveBehind({
    cameraId: camera.id,
    owner,
    watchedTo: state.watchedTo,
    left,
    state: live,
  });
  const seconds = backlogSeconds(left);
  telemetry.info(LogEvent.catchUpBegun, { cameraId: camera.id, from: state.watchedTo, to: left.to, seconds });
  telemetry.measure(Metric.backlogSeconds, seconds, { camera: camera.id });
  return live;
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
