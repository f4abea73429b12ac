import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareRounds } from '../../lambdas/poll/compare-rounds.ts';
import { tally } from '../../lambdas/poll/results.ts';
import { hiddenCells } from '../../lambdas/poll/small-cells.ts';
import { weightsOf } from '../../lambdas/poll/weighting.ts';
import { makeAnswer, makeQuestionnaire } from './make-poll.ts';

const questionnaire = makeQuestionnaire();
const resultOf = (result: ReturnType<typeof tally>, id: string) =>
  result.questions.find(({ question }) => question.id === id);
const many = (count: number, answer: Parameters<typeof makeAnswer>[0]) =>
  Array.from({ length: count }, () => makeAnswer(answer));

describe('the weights of answers', () => {
  const areas = questionnaire.areas.map(({ id }) => id);
  const ages = questionnaire.ageGroups.map(({ id }) => id);

  it('give the answers the population’s shares of areas and of ages', () => {
    const answers = areas.flatMap((area, i) =>
      ages.flatMap((age, j) => Array.from({ length: 10 + 3 * i + 5 * j }, () => makeAnswer({ area, age }))),
    );
    const { weights } = weightsOf(answers, questionnaire);

    const people = Object.values(questionnaire.population ?? {}).flatMap((counts) => Object.values(counts));
    const all = people.reduce((sum, count) => sum + count, 0);
    const shareOfBridge = answers.reduce(
      (sum, { area }, i) => sum + (area === 'bridge' ? (weights[i] ?? 0) : 0),
      0,
    );
    const shareOfOld = answers.reduce(
      (sum, { age }, i) => sum + (age === '60-up' ? (weights[i] ?? 0) : 0),
      0,
    );
    expect(shareOfBridge / answers.length).toBeCloseTo((540 + 1200 + 850 + 610) / all, 4);
    expect(shareOfOld / answers.length).toBeCloseTo((1090 + 1980 + 1620 + 1150 + 610 + 820 + 2600) / all, 4);
  });

  it('are positive, 1 on average, and no more than a few times that, whoever answers', () => {
    const respondent = fc.record({
      area: fc.constantFrom(...areas),
      age: fc.option(fc.constantFrom(...ages), { nil: undefined }),
    });
    fc.assert(
      fc.property(fc.array(respondent, { minLength: 1, maxLength: 40 }), (list) => {
        const { weights } = weightsOf(list, questionnaire);
        expect(Math.min(...weights)).toBeGreaterThan(0);
        expect(weights.reduce((sum, weight) => sum + weight, 0) / list.length).toBeCloseTo(1, 9);
        expect(Math.max(...weights)).toBeLessThanOrEqual(5 * 5);
      }),
    );
  });

  it('are all 1 without a population', () => {
    const { population: _, ...rest } = questionnaire;

    expect(weightsOf(many(3, {}), rest)).toEqual({ weights: [1, 1, 1], by: [] });
  });
});

describe('small cells', () => {
  it.each([
    ['few', [3, 40, 20], true, [true, false, true]],
    ['nobody', [0, 40, 20], true, [false, false, false]],
    ['two small ones, which hide each other', [3, 2, 20], true, [true, true, false]],
    ['nearly all, where several may be given', [59, 30], false, [true, false]],
  ])('of %s are hidden so that none can be worked out', (_, counts, isOneOf, hidden) => {
    expect(hiddenCells(counts, 60 + (isOneOf ? 3 : 0), isOneOf)).toEqual(hidden);
  });

  it('are never shown, and never one alone hidden among options that exclude each other', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(12), { minLength: 2, maxLength: 8 }), (counts) => {
        const total = counts.reduce((sum, count) => sum + count, 0);
        const hidden = hiddenCells(counts, total, true);
        expect(counts.filter((count, i) => count > 0 && count < 5 && !hidden[i])).toEqual([]);
        const isOnlyOne = hidden.filter(Boolean).length === 1;
        expect(isOnlyOne && counts.filter((count) => count > 0).length > 1).toBe(false);
      }),
    );
  });
});

describe('the results of a round', () => {
  it('tell mean, shares and counts of who answered', () => {
    const answers = [
      ...many(20, { values: { 'safe-night': 2, reported: 'no-need', worries: ['drugs'] } }),
      ...many(20, { values: { 'safe-night': 4, reported: 'yes-did', worries: ['drugs', 'theft'] } }),
      ...many(10, { values: {} }),
    ];

    const result = tally(answers, questionnaire);

    expect(result.answerCount).toBe(50);
    expect(resultOf(result, 'safe-night')?.mean?.value).toBeCloseTo(3, 9);
    expect(resultOf(result, 'reported')?.items.map(({ count }) => count)).toEqual([20, 20, 0]);
    expect(resultOf(result, 'worries')?.items.find(({ id }) => id === 'drugs')?.share?.value).toBeCloseTo(
      1,
      9,
    );
    expect(resultOf(result, 'trust-police')).toMatchObject({ items: [] });
    expect(resultOf(result, 'trust-police')?.answered).toBeUndefined();
  });

  it('tell nothing of four people, and of a text nothing but how many wrote', () => {
    const result = tally(many(4, { values: { 'safe-night': 1, comment: 'a secret' } }), questionnaire);
    const more = tally(many(6, { values: { comment: 'a secret' } }), questionnaire);

    expect(resultOf(result, 'safe-night')).toMatchObject({ items: [] });
    expect(result.areas.find(({ id }) => id === 'tha-sadet')?.count).toBeUndefined();
    expect(resultOf(more, 'comment')?.answered).toBe(6);
    expect(JSON.stringify(more)).not.toContain('a secret');
  });
});

describe('two rounds', () => {
  const before = tally(
    [
      ...many(60, { values: { 'safe-night': 2, 'sos-poles': 'not-known' } }),
      ...many(40, { values: { 'safe-night': 3, 'sos-poles': 'would' } }),
    ],
    questionnaire,
  );
  const after = tally(
    [
      ...many(30, { values: { 'safe-night': 3, 'sos-poles': 'not-known' } }),
      ...many(70, { values: { 'safe-night': 4, 'sos-poles': 'would' } }),
    ],
    questionnaire,
  );
  const effectOf = (question: string, option?: string) =>
    compareRounds(before, after).find((one) => one.question.id === question && one.option?.id === option);

  it('have an effect in each question, with its interval', () => {
    expect(effectOf('safe-night')?.difference).toMatchObject({ value: expect.closeTo(1.3, 9), isSure: true });
    expect(effectOf('sos-poles', 'would')?.difference.value).toBeCloseTo(0.3, 9);
    expect(effectOf('sos-poles', 'would')?.difference.isSure).toBe(true);
  });

  it('are not compared where they asked otherwise', () => {
    const other = makeQuestionnaire({
      questions: questionnaire.questions.map((question) =>
        question.id === 'safe-night' && question.type === 'scale' ? { ...question, points: 7 } : question,
      ),
    });
    const changed = tally(many(20, { values: { 'safe-night': 7 } }), other);

    expect(compareRounds(before, changed).filter(({ question }) => question.id === 'safe-night')).toEqual([]);
  });
});
