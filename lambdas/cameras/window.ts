/** A stretch of a camera's video: frames at `from`, `from + interval`, … before `to` (epoch milliseconds). */
export interface Window {
  readonly from: number;
  readonly to: number;
  readonly intervalMilliseconds: number;
}

export interface WindowParams {
  /** Where the camera was watched up to. */
  readonly watchedTo: number;
  /** Where the window must end. */
  readonly until: number;
  /** Video from before this is gone. */
  readonly oldest: number;
  readonly framesPerSecond: number;
}

/**
 * How long before its slot a window ends. A fragment can be read only when it is complete and stored: a producer
 * makes fragments of 2 s by default (kvssink), and storing takes up to 2 s more.
 */
export const settleMilliseconds = 5_000;

/** Most video in one window: what one core can watch within a function's time limit. */
const maxWindowMilliseconds = 60_000;

/**
 * The next window of a camera. Frames stand on one grid that begins at the first window, so a repeated window sees
 * the same frames; what is longer is cut into windows. `undefined`: not one frame is due.
 */
export function nextWindow(params: WindowParams): Window | undefined {
  const intervalMilliseconds = frameInterval(params.framesPerSecond);
  const from = firstFrame(params, intervalMilliseconds);
  const until = Math.min(params.until, from + maxWindowMilliseconds);
  const frames = Math.floor((until - from) / intervalMilliseconds);
  if (frames < 1) return undefined;
  return { from, to: from + frames * intervalMilliseconds, intervalMilliseconds };
}

/** Where the first window of a new camera begins: one slot back. */
export function startOfWatch(slotAt: number, slotSeconds: number): number {
  return slotAt - settleMilliseconds - slotSeconds * 1000;
}

/** Milliseconds between two frames. */
export function frameInterval(framesPerSecond: number): number {
  return Math.round(1000 / framesPerSecond);
}

/** When the oldest video was taken that is still kept. */
export function oldestVideo(at: number, videoHours: number): number {
  return at - videoHours * 3_600_000;
}

function firstFrame({ watchedTo, oldest }: WindowParams, interval: number): number {
  if (watchedTo >= oldest) return watchedTo;
  return watchedTo + Math.ceil((oldest - watchedTo) / interval) * interval;
}
