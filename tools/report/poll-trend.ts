import { compareRounds } from '../../lambdas/poll/compare-rounds.ts';
import type { PollAnswer } from '../../lambdas/poll/poll-answer.ts';
import { type PollRound, roundOf } from '../../lambdas/poll/poll-round.ts';
import { tally } from '../../lambdas/poll/results.ts';
import type { Bilingual } from '../../lambdas/zone/zone-file.ts';
import type { ReportMonth } from './month.ts';

/** What people said in the rounds of the poll: of each scale its mean. What few said is not told. */
export interface PollTrend {
  /** The oldest first. */
  readonly rounds: readonly { readonly name: Bilingual; readonly answers: number }[];
  readonly questions: readonly PollLine[];
}

export interface PollLine {
  readonly ask: Bilingual;
  readonly points: number;
  /** What 1 and the highest point stand for. */
  readonly low: Bilingual;
  readonly high: Bilingual;
  /** By round; `null`: not asked, or too few answers. */
  readonly means: readonly (number | null)[];
  /** From the first to the last round, with its 95 % interval. */
  readonly change?: {
    readonly value: number;
    readonly low: number;
    readonly high: number;
    readonly isSure: boolean;
  };
}

export interface PollRecords {
  readonly round: PollRound;
  readonly answers: readonly PollAnswer[];
}

/** More columns do not fit a page: the first round is what the others are held against. */
const latestRounds = 3;

/** Of the rounds that had begun by the end of the month, with the answers up to then; undefined where there were none. */
export function pollTrend(records: readonly PollRecords[], month: ReportMonth): PollTrend | undefined {
  const last = month.days.at(-1)?.day ?? '';
  const begun = records
    .filter(({ round }) => round.openedAt < month.to)
    .toSorted((a, b) => a.round.openedAt - b.round.openedAt);
  const shown =
    begun.length > latestRounds + 1 ? [...begun.slice(0, 1), ...begun.slice(-latestRounds)] : begun;
  const results = shown.map(({ round, answers }) => ({
    name: roundOf(round).name,
    ...tally(
      answers.filter(({ day }) => day <= last),
      round.questionnaire,
    ),
  }));
  const [first, latest] = [results[0], results.at(-1)];
  if (first === undefined || latest === undefined) return undefined;
  const effects = first === latest ? [] : compareRounds(first, latest);
  return {
    rounds: results.map(({ name, answerCount }) => ({ name, answers: answerCount })),
    questions: latest.questions.flatMap(({ question }): PollLine[] => {
      if (question.type !== 'scale') return [];
      const { ask, points, low, high, id } = question;
      const difference = effects.find((effect) => effect.question.id === id)?.difference;
      const means = results.map(
        ({ questions }) => questions.find((one) => one.question.id === id)?.mean?.value ?? null,
      );
      return [{ ask, points, low, high, means, ...(difference && { change: difference }) }];
    }),
  };
}
