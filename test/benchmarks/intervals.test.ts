import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRealDrop, leastDrop, shareOf } from '../../benchmarks/plates/intervals.ts';

const count = fc
  .integer({ min: 1, max: 1000 })
  .chain((whole) => fc.integer({ min: 0, max: whole }).map((part) => ({ part, whole })));

describe('shareOf', () => {
  // The worked examples of Newcombe, Statistics in Medicine 17 (1998), 857–872, table I, method 3.
  it.each([
    [81, 263, 0.2553, 0.3662],
    [15, 148, 0.0624, 0.1605],
    [0, 20, 0, 0.1611],
    [1, 29, 0.0061, 0.1718],
  ])('has the published interval for %i of %i', (part, whole, low, high) => {
    const share = shareOf({ part, whole });

    expect(share.low).toBeCloseTo(low, 4);
    expect(share.high).toBeCloseTo(high, 4);
  });

  it('holds the share itself, between 0 and 1', () => {
    fc.assert(
      fc.property(count, (given) => {
        const { low, value, high } = shareOf(given);

        expect(low).toBeGreaterThanOrEqual(0);
        expect(value).toBeGreaterThanOrEqual(low - 1e-12);
        expect(high).toBeGreaterThanOrEqual(value - 1e-12);
        expect(high).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('isRealDrop', () => {
  it.each([
    [
      { part: 280, whole: 285 },
      { part: 265, whole: 285 },
    ],
    [
      { part: 120, whole: 150 },
      { part: 104, whole: 150 },
    ],
    [
      { part: 150, whole: 150 },
      { part: 140, whole: 150 },
    ],
  ])('is true from %o to %o', (before, after) => {
    expect(isRealDrop(before, after)).toBe(true);
  });

  it.each([
    [
      { part: 280, whole: 285 },
      { part: 276, whole: 285 },
    ],
    [
      { part: 120, whole: 150 },
      { part: 112, whole: 150 },
    ],
    [
      { part: 0, whole: 0 },
      { part: 0, whole: 150 },
    ],
    [
      { part: 120, whole: 150 },
      { part: 0, whole: 0 },
    ],
  ])('is false from %o to %o: chance may do that, or nothing was counted', (before, after) => {
    expect(isRealDrop(before, after)).toBe(false);
  });

  it('is false wherever the share is the same or has risen', () => {
    fc.assert(
      fc.property(count, count, (a, b) => {
        const [worse, better] = a.part / a.whole <= b.part / b.whole ? [a, b] : [b, a];

        expect(isRealDrop(worse, better)).toBe(false);
      }),
    );
  });

  it('needs a smaller fall where more was counted', () => {
    const few = leastDrop({ part: 96, whole: 100 }, { part: 92, whole: 100 });
    const many = leastDrop({ part: 960, whole: 1000 }, { part: 920, whole: 1000 });

    expect(few).toBeLessThan(0);
    expect(many).toBeGreaterThan(0);
  });
});
