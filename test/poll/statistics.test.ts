import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  differenceOfMeans,
  differenceOfShares,
  effectiveCount,
  meanOf,
  shareOf,
  studentT,
  wilson,
} from '../../lambdas/poll/statistics.ts';

interface Reference {
  readonly studentT: readonly (readonly [number, number])[];
  readonly wilson: readonly { k: number; n: number; interval: readonly [number, number] }[];
  readonly newcombe: readonly {
    before: readonly [number, number];
    after: readonly [number, number];
    interval: readonly [number, number];
  }[];
  readonly means: readonly { values: number[]; mean: number; low: number; high: number }[];
  readonly welch: readonly { before: number[]; after: number[]; low: number; high: number }[];
  readonly weighted: readonly {
    values: number[];
    weights: number[];
    effective: number;
    mean: number;
    low: number;
    high: number;
  }[];
}

/** By SciPy 1.17.1 and NumPy: test/fixtures/poll-statistics.py says how. */
const reference: Reference = JSON.parse(readFileSync('test/fixtures/poll-statistics.json', 'utf8'));
const even = (values: readonly number[]) => values.map((value) => ({ value, weight: 1 }));
const shareFrom = (k: number, n: number) => {
  const share = shareOf(even(Array.from({ length: n }, (_, i) => (i < k ? 1 : 0))));
  if (share === undefined) throw new Error('a share of somebody');
  return share;
};
const meanFrom = (values: readonly number[]) => {
  const mean = meanOf(even(values));
  if (mean === undefined) throw new Error('a mean of somebody');
  return mean;
};

describe('the statistics of the poll, beside SciPy', () => {
  it.each(reference.studentT)('has the quantile of Student’s t with %d degrees of freedom', (degrees, t) => {
    expect(Math.abs(studentT(degrees) / t - 1)).toBeLessThan(degrees < 5 ? 0.0013 : 0.0001);
  });

  it.each(reference.wilson)('has Wilson’s interval of $k of $n', ({ k, n, interval: [low, high] }) => {
    expect(wilson(k / n, n).low).toBeCloseTo(low, 9);
    expect(wilson(k / n, n).high).toBeCloseTo(high, 9);
  });

  it('has Newcombe’s interval of a difference of shares', () => {
    for (const { before, after, interval } of reference.newcombe) {
      const { low, high } = differenceOfShares(shareFrom(...before), shareFrom(...after));
      expect(low).toBeCloseTo(interval[0], 9);
      expect(high).toBeCloseTo(interval[1], 9);
    }
  });

  it.each(reference.means)('has the interval of a mean', ({ values, mean, low, high }) => {
    expect(meanFrom(values).value).toBeCloseTo(mean, 9);
    expect(meanFrom(values).low).toBeCloseTo(low, 3);
    expect(meanFrom(values).high).toBeCloseTo(high, 3);
  });

  it.each(reference.welch)(
    'has Welch’s interval of a difference of means',
    ({ before, after, low, high }) => {
      const difference = differenceOfMeans(meanFrom(before), meanFrom(after));

      expect(difference.low).toBeCloseTo(low, 3);
      expect(difference.high).toBeCloseTo(high, 3);
    },
  );

  it.each(reference.weighted)('has the interval of a weighted mean by the design effect', (given) => {
    const values = given.values.map((value, i) => ({ value, weight: given.weights[i] ?? 0 }));
    const mean = meanOf(values);

    expect(mean?.effective).toBeCloseTo(given.effective, 9);
    expect(mean?.value).toBeCloseTo(given.mean, 9);
    expect(mean?.low).toBeCloseTo(given.low, 3);
    expect(mean?.high).toBeCloseTo(given.high, 3);
  });
});

const weights = fc.array(fc.double({ min: 0.01, max: 100, noNaN: true }), { minLength: 1, maxLength: 50 });
const answers = fc.array(fc.record({ value: fc.constantFrom(0, 1), weight: fc.constantFrom(0.5, 1, 2) }), {
  minLength: 4,
  maxLength: 60,
});

describe('the statistics of any answers', () => {
  it('count no more than there are, and as many where all weigh the same', () => {
    fc.assert(
      fc.property(weights, (list) => {
        expect(effectiveCount(list)).toBeLessThanOrEqual(list.length + 1e-9);
        expect(effectiveCount(list.map(() => 3))).toBeCloseTo(list.length, 9);
      }),
    );
  });

  it('keep shares and their intervals within 0–1, the share inside', () => {
    fc.assert(
      fc.property(answers, (list) => {
        const share = shareOf(list);
        if (share === undefined) throw new Error('somebody answered');
        expect(share.low).toBeGreaterThanOrEqual(0);
        expect(share.high).toBeLessThanOrEqual(1);
        expect(share.low).toBeLessThanOrEqual(share.value + 1e-12);
        expect(share.high).toBeGreaterThanOrEqual(share.value - 1e-12);
      }),
    );
  });

  it('do not depend on the unit of the weights', () => {
    fc.assert(
      fc.property(answers, fc.double({ min: 0.1, max: 10, noNaN: true }), (list, unit) => {
        const scaled = shareOf(list.map(({ value, weight }) => ({ value, weight: weight * unit })));
        expect(scaled?.low).toBeCloseTo(shareOf(list)?.low ?? 0, 9);
      }),
    );
  });

  it('see a difference the other way round where the rounds are swapped, and none of a round with itself', () => {
    fc.assert(
      fc.property(answers, answers, (a, b) => {
        const [one, other] = [shareOf(a), shareOf(b)];
        if (one === undefined || other === undefined) throw new Error('somebody answered');
        const [there, back] = [differenceOfShares(one, other), differenceOfShares(other, one)];
        expect(there.value).toBeCloseTo(-back.value, 12);
        expect(there.low).toBeCloseTo(-back.high, 12);
        expect(differenceOfShares(one, one).isSure).toBe(false);
      }),
    );
  });

  it('tell nothing of nobody', () => {
    expect(shareOf([])).toBeUndefined();
    expect(meanOf(even([1, 2, 3]))).toBeUndefined();
  });
});
