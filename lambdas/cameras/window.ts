/** A stretch of a camera's video: frames at `from`, `from + interval`, … before `to` (epoch milliseconds). */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly intervalMilliseconds: number;
}

export interface WindowParams {
  /** Where the camera was watched up to. */
  readonly watchedTo: number;
  readonly slotAt: number;
  readonly framesPerSecond: number;
  /** Video older than this is gone. */
  readonly videoHours: number;
}

/**
 * How long before `slotAt` a window ends. A fragment can be read only when it is complete and stored: a producer
 * makes fragments of 2 s by default (kvssink), and storing takes up to 2 s more.
 */
export const settleMilliseconds = 5_000;

/** Most video in one invocation: what one core can watch within a function's time limit. */
const maxWindowMilliseconds = 60_000;

/**
 * The next window of a camera. Frames stand on one grid that begins at the first window, so a repeated window sees
 * the same frames; a backlog is cut into windows that the following slots take. `undefined`: not one frame is due.
 */
export function nextWindow(params: WindowParams): Window | undefined {
  const intervalMilliseconds = Math.round(1000 / params.framesPerSecond);
  const until = params.slotAt - settleMilliseconds;
  const from = firstFrame(params, intervalMilliseconds);
  const frames = Math.floor((Math.min(until, from + maxWindowMilliseconds) - from) / intervalMilliseconds);
  if (frames < 1) return undefined;
  return { from, to: from + frames * intervalMilliseconds, intervalMilliseconds };
}

/** Where the first window of a new camera begins: one slot back. */
export function startOfWatch(slotAt: number, slotSeconds: number): number {
  return slotAt - settleMilliseconds - slotSeconds * 1000;
}

function firstFrame({ watchedTo, slotAt, videoHours }: WindowParams, interval: number): number {
  const oldest = slotAt - videoHours * 3_600_000;
  if (watchedTo >= oldest) return watchedTo;
  return watchedTo + Math.ceil((oldest - watchedTo) / interval) * interval;
}
