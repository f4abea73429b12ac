import { LogEvent } from '../zone/log-events.ts';
import type { ZoneSettings } from '../zone/zone-file.ts';
import { endPasses } from './backlog.ts';
import type { Camera } from './camera.ts';
import type { CameraState } from './camera-state.ts';
import type { PeopleMinute } from './people-state.ts';
import type { TellPassesPorts } from './tell-passes.ts';
import { type ToldWindow, tellWindow } from './tell-window.ts';
import { type WatchPeoplePorts, watchPeople } from './watch-people.ts';
import { type WatchedWindow, type WatchWindowPorts, watchWindow } from './watch-window.ts';
import type { Window } from './window.ts';

export interface WatchAndTellPorts extends WatchWindowPorts, TellPassesPorts, WatchPeoplePorts {}

export interface Watch {
  readonly camera: Camera;
  readonly settings: ZoneSettings;
  readonly window: Window;
  /** As the camera was left by its last window. */
  readonly state: CameraState;
  /** Where the passes end too (epoch ms), because nobody watches on from there. */
  readonly endsAt?: number;
}

export interface WatchTimes {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly isOutOfTime: () => boolean;
}

export interface WatchedAndTold extends ToldWindow {
  readonly watched: WatchedWindow;
  /** Minutes of people that were finished, to be measured when the state is stored. */
  readonly people: readonly PeopleMinute[];
}

/** Watches one window, hands on its passes and counts its people. What it returns must be stored, and then the obsolete crops deleted. */
export async function watchAndTell(
  { camera, settings, window, state, endsAt }: Watch,
  { clock, isOutOfTime }: WatchTimes,
  ports: WatchAndTellPorts,
): Promise<WatchedAndTold> {
  const { intervalMilliseconds } = window;
  const lostMilliseconds = window.from - state.watchedTo;
  if (lostMilliseconds >= intervalMilliseconds)
    ports.telemetry.warn(LogEvent.videoExpired, { cameraId: camera.id, lostMilliseconds });
  const seen = await watchWindow({ camera, window, state, isOutOfTime }, ports);
  const isLast = endsAt !== undefined && endsAt - seen.watchedTo < intervalMilliseconds;
  const watched = isLast ? endPasses(seen) : seen;
  const told = { camera, settings, watched, intervalMilliseconds, now: clock() };
  const { next, obsoleteKeys } = await tellWindow({ ...told, before: state }, ports);
  const people = await watchPeople({ ...told, before: state.people, isLast }, ports);
  return { next: { ...next, people: people.next }, obsoleteKeys, watched, people: people.finished };
}
