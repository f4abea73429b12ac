import { describe, expect, it } from 'vitest';
import { closeAfter, needsLook } from '../../lambdas/cameras/scene.ts';
import { makePass } from './make-pass.ts';

describe('needsLook', () => {
  it.each([
    ['nobody is there', [], false],
    ['a pass still lacks shots', [makePass()], true],
    ['a told pass was there in the frame before', [makePass({ told: true })], false],
    ['a told pass was missed in the frame before', [makePass({ told: true, lastSeenAt: 1_500 })], true],
  ])('when %s: %#', (_when, passes, needed) => {
    expect(needsLook(passes, 2_000)).toBe(needed);
  });
});

describe('closeAfter', () => {
  it.each([
    [200, 3_000],
    [1_000, 3_000],
    [5_000, 12_500],
  ])('gives a camera of one frame in %i ms %i ms to see a thing again', (interval, unseen) => {
    expect(closeAfter(interval)).toBe(unseen);
  });
});
