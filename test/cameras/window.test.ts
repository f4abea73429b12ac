import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { nextWindow, oldestVideo, settleMilliseconds, startOfWatch } from '../../lambdas/cameras/window.ts';

const slotAt = 1_767_225_600_000;
const base = { framesPerSecond: 2, until: slotAt - settleMilliseconds, oldest: oldestVideo(slotAt, 24) };

describe('nextWindow', () => {
  it('begins one slot back for a new camera and ends before the video that is still on its way', () => {
    expect(nextWindow({ ...base, watchedTo: startOfWatch(slotAt, 10) })).toEqual({
      from: slotAt - settleMilliseconds - 10_000,
      to: slotAt - settleMilliseconds,
      intervalMilliseconds: 500,
    });
  });

  it('is none while not one frame is due', () => {
    const watchedTo = slotAt - settleMilliseconds - 499;

    expect(nextWindow({ ...base, watchedTo })).toBeUndefined();
    expect(nextWindow({ ...base, watchedTo: slotAt + 60_000 })).toBeUndefined();
  });

  it('takes at most a minute of a backlog', () => {
    const watchedTo = slotAt - 3_600_000;

    expect(nextWindow({ ...base, watchedTo })).toMatchObject({
      from: watchedTo,
      to: watchedTo + 60_000,
    });
  });

  it('leaves out video that is older than its retention, on the grid of before', () => {
    const watchedTo = slotAt - 30 * 3_600_000 + 250;
    const window = nextWindow({ ...base, watchedTo });

    expect(window?.from).toBe(slotAt - 24 * 3_600_000 + 250);
  });

  it('never overlaps, never leaves a gap and never leaves the grid, whenever slots come', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 90_000 }), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(gaps, fc.constantFrom(0.2, 0.7, 1, 2, 3, 5), (waits, framesPerSecond) => {
        let watchedTo = startOfWatch(slotAt, 10);
        let at = slotAt;
        for (const wait of waits) {
          at += wait;
          const until = at - settleMilliseconds;
          const window = nextWindow({ ...base, framesPerSecond, until, watchedTo });
          if (window === undefined) continue;
          expect(window.from).toBe(watchedTo);
          expect(window.to).toBeGreaterThan(window.from);
          expect(window.to).toBeLessThanOrEqual(at - settleMilliseconds);
          expect((window.to - window.from) % window.intervalMilliseconds).toBe(0);
          watchedTo = window.to;
        }
      }),
    );
  });
});
