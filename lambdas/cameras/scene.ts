import type { Box } from '../zone/picture.ts';
import { carryStill, type FrameDetections, joinFrame, type Pass, splitClosed } from './passes.ts';

/** The passes of one kind while a window is watched. */
export interface Lane<Shot> {
  readonly open: readonly Pass<Shot>[];
  readonly closed: readonly Pass<Shot>[];
}

/** A frame that was looked at (`detections`) or that stood still and was not. */
export interface SeenFrame<Shot> {
  readonly takenAt: number;
  /** When the frame before was taken; absent at the first of a window. */
  readonly before: number | undefined;
  readonly hasMotion: (box: Box) => boolean;
  readonly looked?: Omit<FrameDetections<Shot>, 'takenAt'>;
  readonly closeAfterMilliseconds: number;
}

/** Long enough to pass behind a pole or to be missed in a few frames, short enough to alert while it matters. */
const unseenMilliseconds = 3_000;

/** After how long unseen a pass closes; a slow camera needs at least two chances to see it again. */
export function closeAfter(intervalMilliseconds: number): number {
  return Math.max(unseenMilliseconds, 2.5 * intervalMilliseconds);
}

/**
 * Whether the detectors must look although nothing moved: a pass still lacks shots, or was missed by the last look
 * and is either gone or was overlooked. What stands still and is known costs nothing more.
 */
export function needsLook(passes: readonly Pass<unknown>[], examinedAt: number | undefined): boolean {
  return passes.some((pass) => !pass.told || pass.lastSeenAt !== examinedAt);
}

/** The lane after one more frame. */
export function seeFrame<Shot>(lane: Lane<Shot>, frame: SeenFrame<Shot>): Lane<Shot> {
  const { takenAt, before, hasMotion, looked } = frame;
  const { open, closed } = closeUnseen(lane, takenAt, frame.closeAfterMilliseconds);
  const joined = looked === undefined ? open : joinFrame(open, { takenAt, ...looked });
  if (before === undefined) return { open: joined, closed };
  return { open: carryStill(joined, { seenAt: before, takenAt, hasMotion }), closed };
}

/** Moves passes that were unseen for too long at `now` to the closed ones. */
export function closeUnseen<Shot>(lane: Lane<Shot>, now: number, afterMilliseconds: number): Lane<Shot> {
  const { open, closed } = splitClosed(lane.open, now, afterMilliseconds);
  return { open, closed: [...lane.closed, ...closed] };
}
