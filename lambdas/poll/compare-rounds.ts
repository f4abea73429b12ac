import type { PollQuestion } from '../zone/poll-file.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import type { QuestionResult, RoundResult } from './results.ts';
import { type Difference, differenceOfMeans, differenceOfShares } from './statistics.ts';

/** What changed in a question between two rounds; of a scale its mean, else the share of each option. */
export interface Effect {
  readonly question: PollQuestion;
  /** Undefined of a scale. */
  readonly option?: { readonly id: string; readonly name: Bilingual };
  readonly before: number;
  readonly after: number;
  readonly difference: Difference;
}

/** The effects of all questions that both rounds asked in the same way, in the later one's order. */
export function compareRounds(
  earlier: Pick<RoundResult, 'questions'>,
  later: Pick<RoundResult, 'questions'>,
): readonly Effect[] {
  return later.questions.flatMap((after) => {
    const before = earlier.questions.find(({ question }) => question.id === after.question.id);
    return before !== undefined && isSameQuestion(before.question, after.question)
      ? effects(before, after)
      : [];
  });
}

/** Points, or options by their ids; words may be put better from one round to the next. */
function isSameQuestion(one: PollQuestion, other: PollQuestion): boolean {
  if (one.type === 'scale' && other.type === 'scale') return one.points === other.points;
  const ids = (question: PollQuestion) =>
    'options' in question ? question.options.map(({ id }) => id).join() : '';
  return one.type === other.type && ids(one) === ids(other);
}

function effects(before: QuestionResult, after: QuestionResult): readonly Effect[] {
  const { question } = after;
  if (question.type === 'scale') {
    const [earlier, later] = [before.mean, after.mean];
    if (earlier === undefined || later === undefined) return [];
    const difference = differenceOfMeans(earlier, later);
    return [{ question, before: earlier.value, after: later.value, difference }];
  }
  return after.items.flatMap(({ id, name, share }) => {
    const earlier = before.items.find((item) => item.id === id)?.share;
    if (earlier === undefined || share === undefined) return [];
    const difference = differenceOfShares(earlier, share);
    return [{ question, option: { id, name }, before: earlier.value, after: share.value, difference }];
  });
}
