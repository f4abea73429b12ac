import type { z } from 'zod';

interface Named {
  readonly id: string;
}

/** What a questionnaire's own parts say of each other. */
interface Questionnaire {
  readonly areas: readonly (Named & {
    readonly latitude?: number | undefined;
    readonly longitude?: number | undefined;
  })[];
  readonly ageGroups: readonly Named[];
  readonly rounds: readonly Named[];
  readonly questions: readonly (Named & { readonly options?: readonly Named[] })[];
  readonly population?: Readonly<Record<string, Readonly<Record<string, number>>>> | undefined;
}

/** Ids that mean one thing alone, and a population of just the areas and age groups there are. */
export function checkQuestionnaire(file: Questionnaire, context: z.RefinementCtx): void {
  const refuse = (path: readonly (string | number)[], message: string) =>
    context.addIssue({ code: 'custom', path: [...path], message });
  for (const list of ['areas', 'ageGroups', 'rounds', 'questions'] as const)
    checkIds(file[list], [list], refuse);
  file.questions.forEach(({ options = [] }, i) => {
    checkIds(options, ['questions', i, 'options'], refuse);
  });
  file.areas.forEach(({ latitude, longitude }, i) => {
    if ((latitude === undefined) !== (longitude === undefined))
      refuse(['areas', i, latitude === undefined ? 'latitude' : 'longitude'], 'is missing beside the other');
  });
  if (file.population !== undefined) checkPopulation(file.population, file, refuse);
}

type Refuse = (path: readonly (string | number)[], message: string) => void;

function checkIds(list: readonly Named[], path: readonly (string | number)[], refuse: Refuse): void {
  list.forEach(({ id }, index) => {
    if (list.findIndex((one) => one.id === id) < index)
      refuse([...path, index, 'id'], `"${id}" is used twice`);
  });
}

function checkPopulation(
  population: NonNullable<Questionnaire['population']>,
  { areas, ageGroups }: Questionnaire,
  refuse: Refuse,
): void {
  checkKeys(
    population,
    areas.map(({ id }) => id),
    ['population'],
    refuse,
  );
  for (const [area, ages] of Object.entries(population))
    checkKeys(
      ages,
      ageGroups.map(({ id }) => id),
      ['population', area],
      refuse,
    );
  const people = Object.values(population).flatMap((ages) => Object.values(ages));
  if (people.every((count) => count === 0)) refuse(['population'], 'must have people in it');
}

function checkKeys(
  given: Readonly<Record<string, unknown>>,
  wanted: readonly string[],
  path: readonly string[],
  refuse: Refuse,
): void {
  for (const key of Object.keys(given))
    if (!wanted.includes(key)) refuse([...path, key], `must be one of ${wanted.join(', ')}`);
  for (const key of wanted)
    if (!Object.hasOwn(given, key)) refuse([...path, key], 'is missing: how many people live there?');
}
