import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { votePlate } from '../../lambdas/plates/vote.ts';
import { makePlateReading } from './make-plate-reading.ts';

const wide = { x: 0, y: 0, width: 180, height: 80 };
const narrow = { x: 0, y: 0, width: 50, height: 22 };

describe('votePlate', () => {
  it('gives the plate that most frames agree on', () => {
    const right = makePlateReading({ confidence: 0.7 });
    const wrong = makePlateReading({ letters: '1ขข', confidence: 0.75 });

    expect(votePlate([right, wrong, right])?.text).toBe('1กข 1234');
  });

  it('believes a near and sure frame more than two far and unsure ones', () => {
    const near = makePlateReading({ confidence: 0.97, box: wide });
    const far = makePlateReading({ digits: '1284', confidence: 0.55, box: narrow });

    expect(votePlate([far, far, near])?.text).toBe('1กข 1234');
  });

  it('takes the province that the frames of that plate are surest of', () => {
    const unknown = makePlateReading({ province: null, confidence: 0.95 });
    const seen = makePlateReading({ province: 'อุดรธานี', confidence: 0.6 });

    expect(votePlate([unknown, seen])).toMatchObject({ province: 'อุดรธานี', confidence: 0.95 });
  });

  it('leaves the province open where no frame shows it', () => {
    const unknown = makePlateReading({ province: null, confidence: 0.95 });

    expect(votePlate([unknown])?.province).toBeNull();
  });

  it('gives nothing for one frame that is not very sure', () => {
    expect(votePlate([makePlateReading({ confidence: 0.6 })])).toBeUndefined();
  });

  it('gives nothing for no frames', () => {
    expect(votePlate([])).toBeUndefined();
  });

  it('does not depend on the order of the frames', () => {
    const readings = [
      makePlateReading({ confidence: 0.9 }),
      makePlateReading({ confidence: 0.71, box: narrow }),
      makePlateReading({ digits: '1284', confidence: 0.8 }),
    ];

    fc.assert(
      fc.property(fc.shuffledSubarray(readings, { minLength: 3 }), (shuffled) => {
        expect(votePlate(shuffled)).toEqual(votePlate(readings));
      }),
    );
  });
});
