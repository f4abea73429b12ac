import { describe, expect, it } from 'vitest';
import { calibrate, coverageCurve } from '../../benchmarks/plates/calibration.ts';
import { makeOutcome } from './make-outcome.ts';

const sure = makeOutcome({ read: { confidence: 0.92 } });
const unsure = makeOutcome({ read: { confidence: 0.55, digits: '9' } });

describe('calibrate', () => {
  it('finds no error where the reader is right as often as it says', () => {
    const half = [
      makeOutcome({ read: { confidence: 0.5 } }),
      makeOutcome({ read: { confidence: 0.5, digits: '9' } }),
    ];

    expect(calibrate(half).error).toBeCloseTo(0);
  });

  it('weighs the distance of said and right by the readings of each bin', () => {
    const { bins, error } = calibrate([sure, sure, sure, unsure]);

    expect(bins.map(({ from, right }) => [from, right.part, right.whole])).toEqual([
      [0.5, 0, 1],
      [0.9, 3, 3],
    ]);
    expect(error).toBeCloseTo((3 * 0.08 + 0.55) / 4);
  });

  it('keeps a confidence of 1 in the last bin', () => {
    expect(calibrate([makeOutcome({ read: { confidence: 1 } })]).bins).toMatchObject([{ from: 0.99, to: 1 }]);
  });
});

describe('coverageCurve', () => {
  it('goes from all readings to the surest', () => {
    expect(coverageCurve([sure, unsure, makeOutcome({ read: null })])).toEqual([
      { limit: 0.55, coverage: 2 / 3, exact: 1 / 2 },
      { limit: 0.92, coverage: 1 / 3, exact: 1 },
    ]);
  });
});
