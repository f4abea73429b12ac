import type { Effect } from '../lambdas/poll/compare-rounds.ts';
import type { QuestionResult, RoundResult } from '../lambdas/poll/results.ts';
import type { Interval } from '../lambdas/poll/statistics.ts';
import type { Language } from '../lambdas/zone/page.ts';
import { csvOf } from './csv.ts';
import { thaiTable } from './thai-table.ts';

const few = { th: 'น้อยกว่า 5', en: 'under 5' } as const;

/** A table of one or two rounds, a row for each scale and option. */
export function describeResults(
  rounds: readonly RoundResult[],
  effects: readonly Effect[],
  language: Language,
): string {
  const head = ['', ...rounds.map(({ name, answerCount }) => `${name[language]} (${answerCount})`)];
  const isCompared = rounds.length > 1;
  const rows = linesOf(rounds, effects).map(({ question, option, cells, effect }) => [
    option === undefined ? question.ask[language] : `  ${option.name[language]}`,
    ...cells.map((cell) => (cell === undefined ? few[language] : textOf(cell, cell.unit))),
    ...(isCompared ? [effect === undefined ? '' : changeText(effect)] : []),
  ]);
  const last = rounds.at(-1);
  const notes = [
    last?.isWeighted
      ? 'Weighted to the population’s areas and ages.'
      : 'Not weighted: the questionnaire has no population.',
    'Intervals are of 95 %. What fewer than 5 people answered is not shown.',
    ...(isCompared
      ? [
          'Changes in points or percentage points; * their interval holds no zero. Of twenty, one does so by chance.',
        ]
      : []),
  ];
  const table = thaiTable([...head, ...(isCompared ? ['change'] : [])], rows, { compact: true });
  return `${table}\n${notes.join('\n')}\n`;
}

/** The same as numbers, for a spreadsheet. */
export function resultsCsv(rounds: readonly RoundResult[], effects: readonly Effect[]): string {
  const rows = linesOf(rounds, effects).flatMap(({ question, option, cells, effect }) =>
    rounds.map(({ roundId }, i) => {
      const cell = cells[i];
      const change = i === 1 ? effect?.difference : undefined;
      return [
        ...[question.id, option?.id, roundId, cell?.unit, cell?.value, cell?.low, cell?.high],
        ...[change?.value, change?.low, change?.high],
      ];
    }),
  );
  const head = [
    'question',
    'option',
    'round',
    'unit',
    'value',
    'low',
    'high',
    'change',
    'change-low',
    'change-high',
  ];
  return csvOf([head, ...rows]);
}

export interface Cell extends Interval {
  readonly value: number;
  readonly unit: 'points' | 'share';
}

export interface ResultLine {
  readonly question: QuestionResult['question'];
  readonly option?: { readonly id: string; readonly name: { readonly th: string; readonly en: string } };
  /** One for each round; undefined where too few answered. */
  readonly cells: readonly (Cell | undefined)[];
  readonly effect?: Effect | undefined;
}

/** A line for each scale, and for each option of the other questions, by the newest round; none of texts. */
export function linesOf(rounds: readonly RoundResult[], effects: readonly Effect[]): readonly ResultLine[] {
  const questions = rounds.at(-1)?.questions ?? [];
  return questions.flatMap(({ question, items }): readonly ResultLine[] => {
    if (question.type === 'text') return [];
    const own = effects.filter((effect) => effect.question.id === question.id);
    const results = rounds.map((round) => round.questions.find((one) => one.question.id === question.id));
    if (question.type === 'scale') return [{ question, cells: results.map(meanCell), effect: own[0] }];
    return items.map((option) => ({
      ...{ question, option },
      cells: results.map((result) => shareCell(result, option.id)),
      effect: own.find((effect) => effect.option?.id === option.id),
    }));
  });
}

function meanCell(result: QuestionResult | undefined): Cell | undefined {
  if (result?.mean === undefined) return undefined;
  const { value, low, high } = result.mean;
  return { value, low, high, unit: 'points' };
}

function shareCell(result: QuestionResult | undefined, id: string): Cell | undefined {
  const share = result?.items.find((item) => item.id === id)?.share;
  return share && { value: share.value, low: share.low, high: share.high, unit: 'share' };
}

/** E.g. `3.41 (3.2–3.6)`, `41 % (35–47)`. */
export function textOf(
  { value, low, high }: Interval & { readonly value: number },
  unit: Cell['unit'],
): string {
  if (unit === 'points') return `${value.toFixed(2)} (${low.toFixed(1)}–${high.toFixed(1)})`;
  const percent = (share: number) => Math.round(100 * share);
  return `${percent(value)} % (${percent(low)}–${percent(high)})`;
}

/** In points, or percentage points, e.g. `+0.34 (+0.10 … +0.58) *`; the star is of a change whose interval holds no zero. */
export function changeText({ question, difference }: Pick<Effect, 'question' | 'difference'>): string {
  const isScale = question.type === 'scale';
  const digits = isScale ? 2 : 1;
  const text = (value: number) => {
    const fixed = (isScale ? value : 100 * value).toFixed(digits).replace(/^-(0(?:\.0*)?)$/, '$1');
    return Number(fixed) > 0 ? `+${fixed}` : fixed;
  };
  const { value, low, high, isSure } = difference;
  return `${text(value)} (${text(low)} … ${text(high)})${isSure ? ' *' : ''}`;
}
