import { describe, expect, it } from 'vitest';
import {
  isPlateReady,
  markPlateTold,
  type PlateShot,
  plateRules,
  readPass,
} from '../../lambdas/cameras/plate-pass.ts';
import { makePlateReading } from '../plates/make-plate-reading.ts';
import { makeCandidates, makeUnreadPlate } from '../plates/make-unread-plate.ts';
import { makePass } from './make-pass.ts';

const shot = (digits: string, confidence = 0.9): PlateShot => ({
  takenAt: 0,
  reading: makePlateReading({ digits, confidence }),
});
const times = (count: number, digits: string, confidence = 0.9) =>
  Array.from({ length: count }, () => shot(digits, confidence));
const unread: PlateShot = {
  takenAt: 0,
  reading: makeUnreadPlate({ candidates: makeCandidates(['1กข1234', 0.4]) }),
};

describe('plateRules', () => {
  it.each([
    ['the same plate', shot('1234'), 'same'],
    ['a plate with a character misread', shot('1284'), 'unclear'],
    ['surely another plate', shot('5678'), 'different'],
    ['perhaps another plate', shot('5678', 0.6), 'unclear'],
    ['the same plate, hardly seen', unread, 'same'],
  ])('compares a pass with %s', (_what, next, answer) => {
    expect(plateRules.compare(makePass({ shots: [shot('1234')] }), next)).toBe(answer);
  });

  it('knows a plate again by any of its readings', () => {
    const pass = makePass({ shots: [shot('1234'), shot('1284', 0.6)] });

    expect(plateRules.compare(pass, shot('1284'))).toBe('same');
  });

  it('begins a new pass when a car that could not be told is read surely at last', () => {
    const told = markPlateTold(makePass({ shots: [unread] }), 0.7);

    expect(plateRules.compare(told, shot('1234', 0.95))).toBe('different');
    expect(plateRules.compare(told, shot('1234', 0.6))).toBe('same');
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
    expect(readPass(makePass({ shots: [...times(3, '1234'), shot('1284', 0.95)] }), 0.7)).toMatchObject({
      digits: '1234',
    });
  });

  it('says why it reads nothing', () => {
    expect(readPass(makePass({ shots: [unread] }), 0.7)).toMatchObject({ reason: 'not-sure' });
  });
});

describe('markPlateTold', () => {
  it('keeps of a told pass what it was told as, and nothing else', () => {
    const told = markPlateTold(makePass({ shots: [shot('1284', 0.95), ...times(3, '1234')] }), 0.7);

    expect(told).toMatchObject({ told: true, shots: [{ reading: { digits: '1234' } }] });
    expect(told.shots).toHaveLength(1);
  });
});

describe('isPlateReady', () => {
  it.each([
    ['three sure and equal readings', { shots: times(3, '1234') }, true],
    ['two of them', { shots: times(2, '1234') }, false],
    ['three that leave doubt', { shots: times(3, '1234', 0.7) }, false],
    ['as many of those as are kept', { shots: times(8, '1234', 0.7) }, true],
    ['eight that agree on the digits alone', { shots: eightSeries('1234') }, false],
    ['a parked car that cannot be read for 30 s', { shots: [unread], lastSeenAt: 31_000 }, true],
  ])('says of %s: %#', (_what, pass, ready) => {
    expect(isPlateReady(makePass(pass), 0.7)).toBe(ready);
  });
});

function eightSeries(digits: string): readonly PlateShot[] {
  return ['กก', 'กข', 'กค', 'กง', 'กจ', 'กฉ', 'กช', 'กฌ'].map((letters) => ({
    takenAt: 0,
    reading: makePlateReading({ letters, digits, confidence: 0.7 }),
  }));
}
