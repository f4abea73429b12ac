import type { SettingsStore } from '../sightings/settings-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { CatchUpMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import { askCatchUp, askPatienceMilliseconds, type CatchUpPorts } from './ask-catch-up.ts';
import type { Backlog } from './backlog.ts';
import type { Camera } from './camera.ts';
import type { CameraStore } from './camera-store.ts';
import { CursorLostError } from './cursor-store.ts';
import type { FrameSource } from './frame-source.ts';
import { renewWhileWatching } from './renew-while-watching.ts';
import { type WatchAndTellPorts, watchAndTell } from './watch-and-tell.ts';
import type { WatchCameraParams } from './watch-camera.ts';
import { measurePeople } from './watch-people.ts';
import type { WatchedWindow } from './watch-window.ts';
import { frameInterval, nextWindow, oldestVideo } from './window.ts';

export interface CatchUpCameraPorts extends WatchAndTellPorts, CatchUpPorts {
  readonly cameras: CameraStore;
  readonly settings: SettingsStore;
}

/**
 * Works on what a camera left behind, oldest first, window after window for as long as it has time, then asks for the
 * next invocation. Each window is watched, told and stored like a live one, so a crash repeats it under the same
 * ids. Throws what a port throws, and CursorLostError.
 */
export async function catchUpCamera(
  { cameraId }: CatchUpMessage,
  params: WatchCameraParams,
  ports: CatchUpCameraPorts,
): Promise<void> {
  const { owner, clock, leaseMilliseconds, isOutOfTime } = params;
  const camera = await ports.cameras.find(cameraId);
  if (camera === undefined) return ports.telemetry.info(LogEvent.cameraUnknown, { cameraId });
  const settings = await ports.settings.read();
  const lease = () => {
    const now = clock();
    const askedUntil = now + askPatienceMilliseconds;
    return ports.backlogs.lease({ cameraId, owner, now, until: now + leaseMilliseconds, askedUntil });
  };
  const renew = async () => {
    if ((await lease()) === undefined) throw new CursorLostError(`the backlog of ${cameraId} was taken over`);
  };
  const everyMilliseconds = leaseMilliseconds / 4;
  const frames = renewWhileWatching(ports.frames, { clock, everyMilliseconds, renew });
  let left = await lease();
  if (left === undefined) return;
  try {
    for (; left !== undefined && !isOutOfTime(); left = await lease()) {
      await watchNext({ camera, settings, left }, params, { ...ports, frames });
    }
  } finally {
    // Best effort: a lease that cannot be given back ends by itself.
    await ports.backlogs.release({ cameraId, owner }).catch(() => undefined);
  }
  if (left !== undefined) await askCatchUp({ cameraId, now: clock() }, ports);
}

interface Task {
  readonly camera: Camera;
  readonly settings: ZoneSettings;
  readonly left: Backlog;
}

async function watchNext(
  { camera, settings, left }: Task,
  params: WatchCameraParams,
  ports: CatchUpCameraPorts,
): Promise<void> {
  const { state, to } = left;
  const { watchedTo } = state;
  const oldest = oldestVideo(params.clock(), settings.retention.videoHours);
  const { framesPerSecond } = camera;
  const due = nextWindow({ watchedTo, until: to, oldest, framesPerSecond });
  const intervalMilliseconds = frameInterval(framesPerSecond);
  const window = due ?? { from: to, to, intervalMilliseconds };
  // Nothing of it is there any more: only the passes that were open end.
  const frames = due === undefined ? noFrames : ports.frames;
  const { watched, next, obsoleteKeys, people } = await watchAndTell(
    { camera, settings, window, state, endsAt: to },
    params,
    { ...ports, frames },
  );
  const isDone = to - watched.watchedTo < intervalMilliseconds;
  const step = { cameraId: camera.id, owner: params.owner, watchedTo };
  await ports.backlogs.advance({ ...step, state: isDone ? undefined : next });
  await ports.pictures.delete(obsoleteKeys);
  report({ camera, left, watched, isDone, now: params.clock() }, ports);
  measurePeople(camera, people, ports.telemetry);
}

const noFrames: FrameSource = { listFrames: async function* () {} };

function report(
  {
    camera,
    left,
    watched,
    isDone,
    now,
  }: Pick<Task, 'camera' | 'left'> & {
    readonly watched: WatchedWindow;
    readonly isDone: boolean;
    readonly now: number;
  },
  { telemetry }: CatchUpCameraPorts,
): void {
  const cameraId = camera.id;
  const { frames, watchedTo } = watched;
  const secondsLeft = isDone ? 0 : (left.to - watchedTo) / 1000;
  telemetry.info(LogEvent.backlogWatched, {
    cameraId,
    from: left.state.watchedTo,
    to: watchedTo,
    framesWatched: frames.watched,
    framesMissing: frames.missing,
    framesUnreadable: frames.unreadable,
    secondsLeft,
    secondsAgo: (now - watchedTo) / 1000,
  });
  telemetry.measure(Metric.framesWatched, frames.watched);
  telemetry.measure(Metric.backlogSeconds, secondsLeft, { camera: cameraId });
  if (isDone) telemetry.info(LogEvent.catchUpEnded, { cameraId, to: left.to });
}
