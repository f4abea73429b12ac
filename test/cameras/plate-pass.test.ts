import { describe, expect, it } from 'vitest';
import { isPlateReady, plateRules, readPass } from '../../lambdas/cameras/plate-pass.ts';
import { makePlateReading } from '../plates/make-plate-reading.ts';
import { makePass } from './make-pass.ts';

const shot = (digits: string, confidence = 0.9) => ({
  takenAt: 0,
  reading: makePlateReading({ digits, confidence }),
});
const times = (count: number, digits: string, confidence = 0.9) =>
  Array.from({ length: count }, () => shot(digits, confidence));

describe('plateRules', () => {
  it.each([
    ['the same plate', shot('1234'), 'same'],
    ['a plate with a character misread', shot('1284'), 'unclear'],
    ['surely another plate', shot('5678'), 'different'],
    ['perhaps another plate', shot('5678', 0.6), 'unclear'],
  ])('compares a pass with %s', (_what, next, answer) => {
    expect(plateRules.compare([shot('1234')], next)).toBe(answer);
  });

  it('knows a plate again by any of its readings', () => {
    expect(plateRules.compare([shot('1234'), shot('1284', 0.6)], shot('1284'))).toBe('same');
  });

  it('keeps the eight best readings, the best one first', () => {
    const confidences = [0.5, 0.9, 0.6, 0.7, 0.8, 0.55, 0.65, 0.75, 0.85];

    const kept = plateRules.keepBest(confidences.map((confidence) => shot('1234', confidence)));

    expect(kept.map(({ reading }) => reading.confidence)).toEqual(
      confidences.toSorted().reverse().slice(0, 8),
    );
  });
});

describe('readPass', () => {
  it('reads what most frames say', () => {
    expect(readPass(makePass({ shots: [...times(3, '1234'), shot('1284', 0.95)] }), 0.7)?.digits).toBe(
      '1234',
    );
  });

  it('reads nothing that is not sure enough', () => {
    expect(readPass(makePass({ shots: times(3, '1234', 0.69) }), 0.7)).toBeUndefined();
  });
});

describe('isPlateReady', () => {
  it.each([
    ['three equal readings', { shots: times(3, '1234') }, true],
    ['two equal readings', { shots: times(2, '1234') }, false],
    ['three equal readings that are not sure', { shots: times(3, '1234', 0.6) }, false],
    ['a parked car that cannot be read for 30 s', { shots: times(1, '1234', 0.6), lastSeenAt: 31_000 }, true],
  ])('says of %s: %#', (_what, pass, ready) => {
    expect(isPlateReady(makePass(pass), 0.7)).toBe(ready);
  });
});
