import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spreadOf } from '../../../tools/report/spread.ts';

describe('how long things took', () => {
  it('is unknown where nothing happened', () => {
    expect(spreadOf([])).toEqual({ count: 0 });
  });

  it.each([
    { seconds: [7], median: 7, p90: 7 },
    { seconds: [1, 3], median: 2, p90: 3 },
    { seconds: [10, 1, 2, 3, 4, 5, 6, 7, 8, 9], median: 5.5, p90: 9 },
    { seconds: [10, 1, 2, 3, 4, 5, 6, 7, 8, 9, 600], median: 6, p90: 10 },
  ])('of $seconds is $median in the median, and $p90 for nine in ten', ({ seconds, median, p90 }) => {
    expect(spreadOf(seconds.map((each) => each * 1000))).toEqual({ count: seconds.length, median, p90 });
  });

  it('is nothing where clocks differ and an end comes before its beginning', () => {
    expect(spreadOf([-500])).toEqual({ count: 1, median: 0, p90: 0 });
  });

  it('keeps what median and nine in ten promise', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 10_000_000 }), { minLength: 1 }), (times) => {
        const { count, median = -1, p90 = -1 } = spreadOf(times);
        const share = (limit: number) =>
          times.filter((time) => time <= Math.round(limit * 1000)).length / count;

        expect(share(median)).toBeGreaterThanOrEqual(0.5);
        expect(share(p90)).toBeGreaterThanOrEqual(0.9);
        expect(times.filter((time) => time < Math.round(p90 * 1000)).length / count).toBeLessThan(0.9);
        expect(p90).toBeGreaterThanOrEqual(median);
      }),
    );
  });
});
