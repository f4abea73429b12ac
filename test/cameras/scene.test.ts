import { describe, expect, it } from 'vitest';
import { needsLook, patienceOf } from '../../lambdas/cameras/scene.ts';
import { makePass } from './make-pass.ts';

describe('needsLook', () => {
  it.each([
    ['nobody is there', [], false],
    ['a pass still lacks shots', [makePass()], true],
    ['a told pass was there in the frame before', [makePass({ told: true })], false],
    ['a told pass was missed in the frame before', [makePass({ told: true, lastSeenAt: 1_500 })], true],
    ['a parked car has been hidden for a while', [makePass({ told: true, lastSeenAt: -2_000 })], false],
  ])('when %s: %#', (_when, passes, needed) => {
    expect(needsLook(passes, 2_000, patienceOf('plate', 500))).toBe(needed);
  });
});

describe('patienceOf', () => {
  it.each([
    [200, 3_000],
    [1_000, 3_000],
    [5_000, 12_500],
  ])('gives a camera of one frame in %i ms %i ms to see a thing again', (interval, unseen) => {
    expect(patienceOf('plate', interval).unseen).toBe(unseen);
  });

  it('waits ten minutes for a parked car and for no face', () => {
    expect(patienceOf('plate', 500).standing).toBe(600_000);
    expect(patienceOf('face', 500).standing).toBe(3_000);
  });
});
