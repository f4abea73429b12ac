import type { PollFile } from '../zone/poll-file.ts';
import type { PollAnswer } from './poll-answer.ts';

export interface Weighting {
  /** One for each answer, in order; their mean is 1. */
  readonly weights: readonly number[];
  /** By which margins: none where the file has no population. */
  readonly by: readonly ('area' | 'age')[];
}

type Respondent = Pick<PollAnswer, 'area' | 'age'>;

const rounds = 50;
const enough = 1e-9;
/** One answer never counts more than this many average ones: the price is a little bias, the gain far less chance. */
const heaviest = 5;

/**
 * Weights under which the answers have the population's shares of areas and of age groups, by raking (iterative
 * proportional fitting). Areas and groups nobody answered from cannot be made good: their people are left out. Who told
 * no age is weighted by area alone.
 */
export function weightsOf(answers: readonly Respondent[], { population }: PollFile): Weighting {
  const even = answers.map(() => 1);
  if (population === undefined || answers.length === 0) return { weights: even, by: [] };
  const margins = [
    { keys: answers.map(({ area }) => area), people: peopleByArea(population) },
    { keys: answers.map(({ age }) => age), people: peopleByAge(population) },
  ];
  let weights: readonly number[] = even;
  for (let round = 0; round < rounds; round++) {
    const before = weights;
    for (const { keys, people } of margins) weights = fitted(weights, keys, people);
    if (weights.every((weight, i) => Math.abs(weight - (before[i] ?? 0)) < enough)) break;
  }
  return { weights: trimmed(weights), by: ['area', 'age'] };
}

/** Weights whose sums by key are in proportion to `people`, among the answers that have a key. */
function fitted(
  weights: readonly number[],
  keys: readonly (string | undefined)[],
  people: ReadonlyMap<string, number>,
): readonly number[] {
  const sums = new Map<string, number>();
  keys.forEach((key, i) => {
    if (key !== undefined && (people.get(key) ?? 0) > 0)
      sums.set(key, (sums.get(key) ?? 0) + (weights[i] ?? 0));
  });
  const answered = total(sums.values());
  const all = total([...sums.keys()].map((key) => people.get(key) ?? 0));
  return weights.map((weight, i) => {
    const sum = sums.get(keys[i] ?? '');
    if (sum === undefined) return weight;
    return (weight * (people.get(keys[i] ?? '') ?? 0) * answered) / (all * sum);
  });
}

function trimmed(weights: readonly number[]): readonly number[] {
  const mean = total(weights) / weights.length;
  const cut = weights.map((weight) => Math.min(weight / mean, heaviest));
  const left = total(cut) / cut.length;
  return cut.map((weight) => weight / left);
}

type Population = NonNullable<PollFile['population']>;

function peopleByArea(population: Population): ReadonlyMap<string, number> {
  return new Map(Object.entries(population).map(([area, ages]) => [area, total(Object.values(ages))]));
}

function peopleByAge(population: Population): ReadonlyMap<string, number> {
  const people = new Map<string, number>();
  for (const ages of Object.values(population))
    for (const [age, count] of Object.entries(ages)) people.set(age, (people.get(age) ?? 0) + count);
  return people;
}

function total(values: Iterable<number>): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
}
