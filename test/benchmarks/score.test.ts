import { describe, expect, it } from 'vitest';
import { falseReads, scoreOutcomes } from '../../benchmarks/plates/score.ts';
import { makeOutcome } from './make-outcome.ts';

const right = makeOutcome();
const wrongDigit = makeOutcome({ read: { digits: '1284', confidence: 0.8 } });
const unread = makeOutcome({ read: null });
const empty = { file: 'street.jpg', truth: null, traits: {}, milliseconds: 5 };

describe('scoreOutcomes', () => {
  it('counts wrong and unread apart, and both as not right', () => {
    const { pictures, exact, wrong, unread: nothing } = scoreOutcomes([right, right, wrongDigit, unread]);

    expect({ pictures, exact: exact.value, wrong, nothing }).toEqual({
      pictures: 4,
      exact: 0.5,
      wrong: 1,
      nothing: 1,
    });
  });

  it('leaves the province out of the exact plate', () => {
    const { exact, province } = scoreOutcomes([makeOutcome({ read: { province: 'เลย' } })]);

    expect([exact.value, province.value]).toEqual([1, 0]);
  });

  it('counts provinces and classes only where they are known', () => {
    const unknown = makeOutcome({
      truth: { letters: 'กข', digits: '1', province: null, class: null },
      read: { province: 'เลย', class: 'car' },
    });
    const { province, class: classes } = scoreOutcomes([right, unknown, unread]);

    expect([province.whole, province.part, classes.whole, classes.part]).toEqual([2, 1, 2, 1]);
  });

  it('counts characters by edits, so that a missing sign does not make all behind it wrong', () => {
    const { characters } = scoreOutcomes([makeOutcome({ read: { digits: '134' } })]);

    expect(characters.value).toBeCloseTo(5 / 6);
  });

  it('tells what each limit on the confidence leaves, and how much of it is right', () => {
    const { accepted } = scoreOutcomes([right, wrongDigit, unread]);

    expect(accepted.map(({ limit, coverage, exact }) => [limit, coverage.part, exact.part])).toEqual([
      [0.5, 2, 1],
      [0.7, 2, 1],
      [0.9, 1, 1],
    ]);
  });

  it('says nothing about pictures without a plate', () => {
    expect(scoreOutcomes([right, empty]).pictures).toBe(1);
  });
});

describe('falseReads', () => {
  it('counts what was read where nothing is, and names the files', () => {
    const read = { letters: 'กข', digits: '1', province: null, class: null, confidence: 0.6 };
    const outcomes = [right, empty, { ...empty, file: 'sign.jpg', read }];

    expect(falseReads(outcomes, 0.5)).toMatchObject({ files: ['sign.jpg'], accepted: { part: 1, whole: 2 } });
    expect(falseReads(outcomes, 0.7).accepted.part).toBe(0);
  });
});
