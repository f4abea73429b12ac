import type { UnfinishedMinute } from '../../lambdas/cameras/people-state.ts';

/** 2026-01-01T00:00:00Z. */
export const firstMinute = 1_767_225_600_000;

/** The minute that begins `number` minutes after the first one. */
export function makePeopleMinute(
  number: number,
  overrides: Partial<UnfinishedMinute> = {},
): UnfinishedMinute {
  const at = firstMinute + number * 60_000;
  const nobody = { seen: 0, atOnce: 0, crowdedFrames: 0, passed: 0, dwellSeconds: 0, headings: {} };
  return { at, from: at, frames: 120, ...nobody, ...overrides };
}
