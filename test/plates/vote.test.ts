import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plateKey } from '../../lambdas/plates/plate.ts';
import { isVoted, type PlateInFrame, votePlate } from '../../lambdas/plates/vote.ts';
import { makePlateReading } from './make-plate-reading.ts';
import { makeCandidates, makeUnreadPlate } from './make-unread-plate.ts';

const narrow = { x: 0, y: 0, width: 50, height: 22 };
const minConfidence = 0.7;
const vote = (...views: readonly PlateInFrame[]) => votePlate(views, minConfidence);
const unsure = (...named: readonly (readonly [string, number])[]) =>
  makeUnreadPlate({ candidates: makeCandidates(...named) });

describe('votePlate', () => {
  it('gives the plate that most frames agree on', () => {
    const right = makePlateReading({ confidence: 0.7 });
    const wrong = makePlateReading({ letters: '1ขข', confidence: 0.75 });

    expect(vote(right, wrong, right, right)).toMatchObject({ letters: '1กข', digits: '1234' });
  });

  it('gives the plate that is second in every frame before a scatter of firsts', () => {
    const views = [
      unsure(['กข1284', 0.45], ['กข1234', 0.4]),
      unsure(['กข1254', 0.45], ['กข1234', 0.4]),
      unsure(['ขข1234', 0.45], ['กข1234', 0.4]),
    ];

    expect(vote(...views)).toMatchObject({ letters: 'กข', digits: '1234' });
  });

  it('believes a near frame more than a far one that is as sure', () => {
    const near = makePlateReading({ confidence: 0.85 });
    const far = makePlateReading({ digits: '1284', confidence: 0.85, box: narrow });

    const [first] = vote(near, far).candidates;

    expect(first?.plate.digits).toBe('1234');
  });

  it('is surer of a plate with each frame that names it, but never beyond what three frames say', () => {
    const sure = (frames: number) => {
      const result = vote(...Array.from({ length: frames }, () => makePlateReading({ confidence: 0.8 })));
      return isVoted(result) ? result.confidence : 0;
    };

    expect(sure(2)).toBeGreaterThan(0.9);
    expect(sure(3)).toBeGreaterThan(sure(2));
    expect(sure(8)).toBeCloseTo(sure(3));
  });

  it('takes the province that the frames of that plate are surest of', () => {
    const unknown = makePlateReading({ province: null, confidence: 0.95 });
    const seen = makePlateReading({ province: 'อุดรธานี', confidence: 0.6 });

    const result = vote(unknown, seen);

    expect(result).toMatchObject({ province: 'อุดรธานี', class: 'car' });
    expect(result.candidates[0]?.plate).toMatchObject({ province: 'อุดรธานี', class: 'car' });
  });

  it('leaves the province open where no frame shows it, or two show different ones', () => {
    const unknown = makePlateReading({ province: null, confidence: 0.95 });
    const two = ['อุดรธานี', 'อุบลราชธานี'].map((province) => makePlateReading({ province }));

    expect(vote(unknown)).toMatchObject({ digits: '1234', province: null });
    expect(vote(...two)).toMatchObject({ digits: '1234', province: null });
  });

  it('gives the digits alone where the frames agree on nothing else', () => {
    const views = ['กข', 'ถข', 'ภข'].map((letters) => makePlateReading({ letters, confidence: 0.7 }));

    expect(vote(...views)).toMatchObject({ letters: '', digits: '1234', fields: { letters: 0 } });
  });

  it('gives a Lao plate, which has no letters that are read', () => {
    const lao = { class: 'lao', letters: '', digits: '1234', province: null } as const;
    const reading = makePlateReading({ ...lao, candidates: [{ plate: lao, probability: 0.8 }] });

    const result = vote(reading, reading);

    expect(result).toMatchObject(lao);
    expect(isVoted(result) && result.fields.letters).toBeGreaterThan(0.9);
  });

  it('keeps the three likeliest plates', () => {
    const result = vote(
      unsure(['กข1234', 0.6], ['กข1284', 0.2], ['กข1254', 0.1]),
      unsure(['กข1234', 0.6], ['ถข1234', 0.2], ['กข1284', 0.1]),
      unsure(['กข1234', 0.6], ['กข1284', 0.2]),
    );

    expect(result.candidates.map(({ plate }) => plateKey(plate))).toEqual(['กข1234', 'กข1284', 'ถข1234']);
  });

  it.each([
    ['one frame that is not very sure', [unsure(['กข1234', 0.8])], 'not-sure'],
    ['no frames', [], 'too-small'],
    ['far plates', [{ ...unsure(['กข1234', 0.4]), box: narrow }], 'too-small'],
    [
      'frames that read different plates',
      [makePlateReading({ confidence: 0.6 }), makePlateReading({ digits: '5678', confidence: 0.6 })],
      'frames-disagree',
    ],
    ['a foreign plate', [makeUnreadPlate({ reason: 'foreign plate' })], 'foreign-plate'],
    [
      'a word plate that looked like another once',
      [
        makeUnreadPlate({ reason: 'word plate' }),
        makeUnreadPlate({ reason: 'word plate' }),
        makePlateReading({ confidence: 0.6 }),
      ],
      'word-plate',
    ],
  ])('says why it gives nothing for %s', (_what, views, reason) => {
    expect(vote(...views)).toMatchObject({ reason });
  });

  it('gives one very sure frame alone', () => {
    expect(vote(makePlateReading({ confidence: 0.95 }))).toMatchObject({ digits: '1234' });
  });

  const candidates = fc
    .uniqueArray(fc.constantFrom('กข1234', 'กข1284', 'ถข1234', '701234', '12', '1234'), { maxLength: 3 })
    .chain((texts) =>
      fc
        .tuple(...texts.map(() => fc.double({ min: 0, max: 1 / 3, noNaN: true })))
        .map((shares) => makeCandidates(...texts.map((text, at) => [text, shares[at] ?? 0] as const))),
    );
  const views = fc.array(
    fc
      .tuple(candidates, fc.integer({ min: 0, max: 400 }), fc.boolean())
      .map(([named, width, isRead]): PlateInFrame => {
        const box = { ...narrow, width };
        const [first] = named;
        if (!isRead || first === undefined) return makeUnreadPlate({ candidates: named, box });
        return makePlateReading({ ...first.plate, confidence: first.probability, candidates: named, box });
      }),
    { maxLength: 8 },
  );

  it('gives at most three plates, the likeliest first, that together are no more than sure', () => {
    fc.assert(
      fc.property(views, (seen) => {
        const shares = votePlate(seen, 0.7).candidates.map(({ probability }) => probability);

        expect(shares.length).toBeLessThanOrEqual(3);
        expect(shares).toEqual(shares.toSorted((a, b) => b - a));
        expect(shares.reduce((sum, share) => sum + share, 0)).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });

  it('never tells a plate that is less sure than it must be', () => {
    fc.assert(
      fc.property(views, fc.double({ min: 0.5, max: 1, noNaN: true }), (seen, limit) => {
        const result = votePlate(seen, limit);

        if (isVoted(result)) {
          expect(result.confidence).toBeGreaterThanOrEqual(limit);
          expect(result.fields.digits).toBeGreaterThanOrEqual(limit);
          expect(result.digits).not.toBe('');
        }
      }),
    );
  });

  it('does not depend on the order of the frames', () => {
    const readings = [
      makePlateReading({ confidence: 0.9 }),
      makePlateReading({ confidence: 0.71, box: narrow }),
      makePlateReading({ digits: '1284', confidence: 0.8 }),
    ];

    fc.assert(
      fc.property(fc.shuffledSubarray(readings, { minLength: 3 }), (shuffled) => {
        const [one, other] = [votePlate(shuffled, 0.7), votePlate(readings, 0.7)];

        expect(one.candidates.map(({ plate }) => plate)).toEqual(other.candidates.map(({ plate }) => plate));
        expect(one.candidates[0]?.probability).toBeCloseTo(other.candidates[0]?.probability ?? 0);
      }),
    );
  });
});
