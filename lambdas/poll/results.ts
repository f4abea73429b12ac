import type { PollFile, PollQuestion } from '../zone/poll-file.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import type { PollAnswer, PollValue } from './poll-answer.ts';
import { roundOf } from './poll-round.ts';
import type { PollReader } from './poll-store.ts';
import { hiddenCells, leastShown } from './small-cells.ts';
import { type Mean, meanOf, type Share, shareOf } from './statistics.ts';
import { weightsOf } from './weighting.ts';

/** An option, area or point of a scale. What few gave is not told: its count and share are undefined. */
export interface ResultItem {
  readonly id: string;
  readonly name: Bilingual;
  readonly count?: number;
  /** Weighted. */
  readonly share?: Share;
}

export interface QuestionResult {
  readonly question: PollQuestion;
  /** Who answered it; undefined where they are too few to tell anything of. */
  readonly answered?: number;
  /** Of scales, weighted. */
  readonly mean?: Mean;
  /** None of a text: what people wrote is for a person to read (`zone poll export --texts`). */
  readonly items: readonly ResultItem[];
}

export interface RoundResult {
  readonly roundId: string;
  readonly name: Bilingual;
  readonly isOpen: boolean;
  /** Epoch ms. */
  readonly openedAt: number;
  readonly answerCount: number;
  readonly isWeighted: boolean;
  readonly areas: readonly ResultItem[];
  readonly ages: readonly ResultItem[];
  readonly questions: readonly QuestionResult[];
}

/** The results of all rounds, the oldest first. */
export async function readResults(polls: PollReader): Promise<readonly RoundResult[]> {
  const results: RoundResult[] = [];
  for (const { round, isOpen } of await polls.rounds()) {
    const { roundId, openedAt, questionnaire } = round;
    const answers = await polls.answers(roundId);
    const { name } = roundOf(round);
    results.push({ roundId, name, isOpen, openedAt, ...tally(answers, questionnaire) });
  }
  return results;
}

/** Counts, weighted shares and means of the answers of one round. */
export function tally(
  answers: readonly PollAnswer[],
  questionnaire: PollFile,
): Pick<RoundResult, 'answerCount' | 'isWeighted' | 'areas' | 'ages' | 'questions'> {
  const { weights, by } = weightsOf(answers, questionnaire);
  const weighed = answers.map((answer, i) => ({ answer, weight: weights[i] ?? 1 }));
  const even = answers.map((answer) => ({ answer, weight: 1 }));
  const { areas, ageGroups, questions } = questionnaire;
  return {
    answerCount: answers.length,
    isWeighted: by.length > 0,
    // Who answered, as they are: weighted they would only show the population file.
    areas: itemsOf(areas, even, ({ area }) => area, true),
    ages: itemsOf(
      ageGroups,
      even.filter(({ answer }) => answer.age !== undefined),
      ({ age }) => age,
      true,
    ),
    questions: questions.map((question) => questionResult(question, weighed, questionnaire)),
  };
}

interface Weighed {
  readonly answer: PollAnswer;
  readonly weight: number;
}

function questionResult(
  question: PollQuestion,
  all: readonly Weighed[],
  { areas }: PollFile,
): QuestionResult {
  const given = all.filter(({ answer }) => answer.values[question.id] !== undefined);
  if (given.length < leastShown) return { question, items: [] };
  const readOf = (answer: PollAnswer) => answer.values[question.id];
  const answered = given.length;
  if (question.type === 'text') return { question, answered, items: [] };
  if (question.type !== 'scale') {
    const options = question.type === 'choice' || question.type === 'choices' ? question.options : areas;
    const isOneOf = question.type === 'choice' || question.type === 'place';
    return { question, answered, items: itemsOf(options, given, readOf, isOneOf) };
  }
  const points = Array.from({ length: question.points }, (_, i) => String(i + 1));
  const named = points.map((id) => ({ id, name: { th: id, en: id } }));
  const mean = meanOf(given.map(({ answer, weight }) => ({ value: Number(readOf(answer)), weight })));
  const items = itemsOf(named, given, (answer) => String(readOf(answer)), true);
  return { question, answered, items, ...(mean && { mean }) };
}

interface Named {
  readonly id: string;
  readonly name: Bilingual;
}

/** `isOneOf`: each answer is in one item alone, so a single hidden cell could be worked out from the others. */
function itemsOf(
  options: readonly Named[],
  given: readonly Weighed[],
  readOf: (answer: PollAnswer) => PollValue | undefined,
  isOneOf: boolean,
): readonly ResultItem[] {
  const has = (answer: PollAnswer, id: string) => [readOf(answer)].flat().includes(id);
  const counts = options.map(({ id }) => given.filter(({ answer }) => has(answer, id)).length);
  const hidden = hiddenCells(counts, given.length, isOneOf);
  return options.map(({ id, name }, i) => {
    if (hidden[i]) return { id, name };
    const values = given.map(({ answer, weight }) => ({ value: has(answer, id) ? 1 : 0, weight }));
    const share = shareOf(values);
    return { id, name, count: counts[i] ?? 0, ...(share && { share }) };
  });
}
