import { z } from 'zod';
import { type CameraState, cameraState, emptyState } from './camera-state.ts';
import type { Pass } from './passes.ts';
import type { Lane } from './scene.ts';
import type { WatchedWindow } from './watch-window.ts';
import { frameInterval, settleMilliseconds, startOfWatch } from './window.ts';

/** Video up to `to` (epoch ms) that live watching left out, and the camera's state at the place it stands. */
export const backlog = z.object({ to: z.int().min(0), state: cameraState });
export interface Backlog {
  readonly to: number;
  readonly state: CameraState;
}

/**
 * A camera farther behind than this goes on with what happens now and leaves the rest behind. Less is worked off
 * by its own slots, six times as fast as it came.
 */
export const farBehindMilliseconds = 120_000;

/** A camera that fails again and again must not fill its registry item (400 KB): then it just waits. */
export const maxBacklogs = 16;

export interface CutParams {
  readonly state: CameraState;
  readonly slotAt: number;
  readonly slotSeconds: number;
  readonly framesPerSecond: number;
}

/** Cuts a camera's video in two when it lies far behind its slot; the cut lies on the grid of its frames. */
export function cutBacklog({
  state,
  slotAt,
  slotSeconds,
  framesPerSecond,
}: CutParams): { readonly left: Backlog; readonly live: CameraState } | undefined {
  const { watchedTo } = state;
  if (slotAt - settleMilliseconds - watchedTo <= farBehindMilliseconds) return undefined;
  const interval = frameInterval(framesPerSecond);
  const frames = Math.floor((startOfWatch(slotAt, slotSeconds) - watchedTo) / interval);
  const to = watchedTo + frames * interval;
  // Who was there before the gap is not who is there now: the backlog ends those passes, the present begins its own.
  const { health, ...left } = state;
  return { left: { to, state: left }, live: { ...emptyState(to), ...(health && { health }) } };
}

/** The last window of a backlog: nobody will see more of its passes, so those not told yet close. */
export function endPasses(watched: WatchedWindow): WatchedWindow {
  return { ...watched, faces: endLane(watched.faces), plates: endLane(watched.plates) };
}

/** Told ones stay open: a closed pass of the same parked car is joined to them. */
function endLane<Shot>({ open, closed }: Lane<Shot>): Lane<Shot> {
  const isTold = ({ told }: Pass<Shot>) => told;
  return { open: open.filter(isTold), closed: [...closed, ...open.filter((pass) => !isTold(pass))] };
}

export function backlogSeconds({ to, state }: Backlog): number {
  return Math.max(0, to - state.watchedTo) / 1000;
}
