import { describe, expect, it } from 'vitest';
import type { PollAnswer } from '../../../lambdas/poll/poll-answer.ts';
import type { PollRound } from '../../../lambdas/poll/poll-round.ts';
import { pollTrend } from '../../../tools/report/poll-trend.ts';
import { makeAnswer, makeQuestionnaire } from '../../poll/make-poll.ts';
import { day, october, september } from './make-facts.ts';

const { population: _, ...questionnaire } = makeQuestionnaire();
const [first = '', second = ''] = questionnaire.rounds.map(({ id }) => id);

const roundOf = (roundId: string, openedAt: number): PollRound => ({
  ...{ version: 1, roundId, openedAt, secret: 's'.repeat(44), questionnaire },
  map: { version: 1, shapes: [] } as unknown as PollRound['map'],
});

const said = (roundId: string, points: readonly number[], on = '2026-10-05'): readonly PollAnswer[] =>
  points.map((point) =>
    makeAnswer({ roundId, day: on, values: { 'safe-night': point, 'say-more': 'นายสมชาย ใจกล้า' } }),
  );

const before = {
  round: roundOf(first, september.from),
  answers: said(first, [1, 2, 2, 3, 2, 2], '2026-09-05'),
};
const after = { round: roundOf(second, october.from + day), answers: said(second, [4, 4, 5, 3, 4, 4]) };
const lineOf = (trend: ReturnType<typeof pollTrend>) =>
  trend?.questions.find(
    ({ ask }) => ask === questionnaire.questions.find(({ id }) => id === 'safe-night')?.ask,
  );

describe('the poll in the report', () => {
  it('is each scale’s mean by round, and the change with its interval', () => {
    const trend = pollTrend([after, before], october);

    expect(trend?.rounds.map(({ answers }) => answers)).toEqual([6, 6]);
    expect(lineOf(trend)?.means).toEqual([2, 4]);
    expect(lineOf(trend)?.change).toMatchObject({ value: 2, isSure: true });
  });

  it('is of what was said by the end of the month', () => {
    const late = said(second, [1, 1, 1, 1, 1, 1], '2026-11-01');

    expect(pollTrend([before, after], september)?.rounds).toHaveLength(1);
    expect(
      lineOf(pollTrend([before, { ...after, answers: [...after.answers, ...late] }], october))?.means,
    ).toEqual([2, 4]);
  });

  it('tells nothing of what too few said, nor what anybody wrote', () => {
    const trend = pollTrend([{ ...before, answers: before.answers.slice(0, 4) }], october);

    expect(lineOf(trend)?.means).toEqual([null]);
    expect(JSON.stringify(pollTrend([before, after], october))).not.toContain('สมชาย');
  });

  it('is left out where there was no round', () => {
    expect(pollTrend([], october)).toBeUndefined();
  });
});
