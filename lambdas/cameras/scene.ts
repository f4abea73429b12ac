import type { Box } from '../zone/picture.ts';
import {
  carryStill,
  type FrameDetections,
  isResting,
  joinFrame,
  type Pass,
  type Patience,
  splitClosed,
} from './passes.ts';

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
  readonly looked?: Omit<FrameDetections<Shot>, 'takenAt' | 'patience'>;
  readonly patience: Patience;
}

/** Long enough to pass behind a pole or to be missed in a few frames, short enough to alert while it matters. */
const unseenMilliseconds = 3_000;

/** What comes back to where it was within this time was hidden by somebody who walked by as it arrived. */
const hiddenMilliseconds = 30_000;
/**
 * A van unloads in front of it, a few windows of video are lost: a parked car that was hidden for less is still the
 * same pass. One that comes back to its place after a longer time is a new one.
 */
const standingMilliseconds = 10 * 60_000;

/**
 * How long a pass stays open unseen; a slow camera needs at least two chances to see it again. Only a plate tells
 * that it is the same car that comes back; of faces nobody knows.
 */
export function patienceOf(kind: 'face' | 'plate', intervalMilliseconds: number): Patience {
  const unseen = Math.max(unseenMilliseconds, 2.5 * intervalMilliseconds);
  if (kind === 'face') return { unseen, hidden: unseen, standing: unseen };
  return {
    unseen,
    hidden: Math.max(unseen, hiddenMilliseconds),
    standing: Math.max(unseen, standingMilliseconds),
  };
}

/**
 * Whether the detectors must look although nothing moved: a pass still lacks shots, or was missed by the last look
 * and is either gone or was overlooked. What stands still and is known costs nothing more, nor does what has been
 * gone for a while: movement or the next window's first frame will show it.
 */
export function needsLook(
  passes: readonly Pass<unknown>[],
  examinedAt: number | undefined,
  patience: Patience,
): boolean {
  return passes.some(
    (pass) =>
      (!pass.told || pass.lastSeenAt !== examinedAt) &&
      !(examinedAt !== undefined && isResting(pass, examinedAt, patience)),
  );
}

/** The lane after one more frame. */
export function seeFrame<Shot>(lane: Lane<Shot>, frame: SeenFrame<Shot>): Lane<Shot> {
  const { takenAt, before, hasMotion, looked, patience } = frame;
  const { open, closed } = closeUnseen(lane, takenAt, patience);
  const joined = looked === undefined ? open : joinFrame(open, { takenAt, patience, ...looked });
  if (before === undefined) return { open: joined, closed };
  return { open: carryStill(joined, { seenAt: before, takenAt, hasMotion }), closed };
}

/** Moves passes that were unseen for too long at `now` to the closed ones. */
export function closeUnseen<Shot>(lane: Lane<Shot>, now: number, patience: Patience): Lane<Shot> {
  const { open, closed } = splitClosed(lane.open, now, patience);
  return { open, closed: [...lane.closed, ...closed] };
}
