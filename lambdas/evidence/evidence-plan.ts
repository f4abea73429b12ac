import type { GatherEvidenceMessage } from '../zone/messages.ts';

/** A stretch of time, epoch ms. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** Until now what is not there may still arrive: fragments of a weak line come late. */
const patienceMilliseconds = 120_000;
/** A fragment is 1–4 s long and can be seen when it is whole. */
const frameRetrySeconds = 2;
const clipRetrySeconds = 10;
/** SQS delays a message by 15 minutes at most. */
const longestDelaySeconds = 900;

/** Half a minute before and after: the video of each side, and the time that the last fragment needs. */
export const clipSpan = (happenedAt: number): Span => ({
  from: happenedAt - 30_000,
  to: happenedAt + 30_000,
});
/** Until a picture of the press itself can be seen, one from shortly before tells the most. */
export const frameSpan = (happenedAt: number): Span => ({ from: happenedAt - 5_000, to: happenedAt + 1_000 });
/** A minute before and after. */
export const sightingSpan = (happenedAt: number): Span => ({
  from: happenedAt - 60_000,
  to: happenedAt + 60_000,
});

/** 150 s: the last minute has then been watched, at the longest slot too (60 s, and what it takes to be watched). */
const dueMilliseconds = { frames: 0, clips: 40_000, sightings: 150_000 } as const;

/** How long the step's message should wait, in seconds: 0 when it is due. */
export function secondsUntilDue(
  step: GatherEvidenceMessage['step'],
  { happenedAt, now }: { readonly happenedAt: number; readonly now: number },
): number {
  const wait = Math.ceil((happenedAt + dueMilliseconds[step] - now) / 1000);
  return Math.min(longestDelaySeconds, Math.max(0, wait));
}

/** Seconds after which to look again for what is not there yet; `undefined`: take what there is. */
export function retrySeconds(
  step: 'frames' | 'clips',
  { happenedAt, now }: { readonly happenedAt: number; readonly now: number },
): number | undefined {
  if (now >= happenedAt + patienceMilliseconds) return undefined;
  return step === 'frames' ? frameRetrySeconds : clipRetrySeconds;
}

/** Whether a frame shows the moment itself: GetImages answers with the nearest frame of its grid of seconds. */
export function isAtPress(takenAt: number, happenedAt: number): boolean {
  return Math.abs(takenAt - happenedAt) < 1_000;
}
