import type { PollFile, PollQuestion } from '../zone/poll-file.ts';
import { blotPersonal } from './blot-personal.ts';
import type { PollAnswer, PollValue } from './poll-answer.ts';

/** Names of the form's fields; a question's is `q-` and its id. */
export const fields = {
  area: 'area',
  age: 'age',
  code: 'code',
  token: 'token',
  round: 'round',
  /** No person sees it; programs that fill in whatever there is do. */
  trap: 'website',
} as const;
export const fieldOf = ({ id }: Pick<PollQuestion, 'id'>): string => `q-${id}`;

/** What is wrong with a field; poll-words.ts says it. */
export type ProblemWhat =
  | 'missing'
  | 'no-option'
  | 'several'
  | 'too-long'
  | 'code-missing'
  | 'code-mistyped'
  | 'code-unknown'
  | 'trap'
  | 'stale'
  | 'too-fast';

export interface FieldProblem {
  readonly field: string;
  readonly what: ProblemWhat;
}

export interface ReadForm {
  readonly answered: Pick<PollAnswer, 'area' | 'age' | 'values'>;
  readonly problems: readonly FieldProblem[];
}

/** Reads what was answered. Whatever does not fit the questionnaire is a problem of its field; fields nobody asked for are left alone. */
export function readForm(form: URLSearchParams, questionnaire: PollFile): ReadForm {
  const problems: FieldProblem[] = [];
  const read = <Value>(field: string, reader: (given: readonly string[]) => Value): Value | undefined => {
    try {
      return reader(form.getAll(field).filter((text) => text.trim() !== ''));
    } catch (error) {
      if (!(error instanceof FieldError)) throw error;
      problems.push({ field, what: error.what });
      return undefined;
    }
  };
  const areas = questionnaire.areas.map(({ id }) => id);
  const ages = questionnaire.ageGroups.map(({ id }) => id);
  const area = read(fields.area, (given) => needed(oneOf(given, areas))) ?? '';
  const age = read(fields.age, (given) => oneOf(given, ages));
  const values: Record<string, PollValue> = {};
  for (const question of questionnaire.questions) {
    const value = read(fieldOf(question), (given) => answerTo(question, given, areas));
    if (value !== undefined) values[question.id] = value;
  }
  return { answered: { area, ...(age === undefined ? {} : { age }), values }, problems };
}

class FieldError extends Error {
  override readonly name = 'FieldError';
  readonly what: ProblemWhat;

  constructor(what: ProblemWhat) {
    super(what);
    this.what = what;
  }
}

function answerTo(
  question: PollQuestion,
  given: readonly string[],
  areas: readonly string[],
): PollValue | undefined {
  const value = optionalValue(question, given, areas);
  return question.required ? needed(value) : value;
}

function optionalValue(
  question: PollQuestion,
  given: readonly string[],
  areas: readonly string[],
): PollValue | undefined {
  switch (question.type) {
    case 'scale': {
      const point = oneOf(
        given,
        Array.from({ length: question.points }, (_, i) => String(i + 1)),
      );
      return point === undefined ? undefined : Number(point);
    }
    case 'choice':
      return oneOf(given, idsOf(question.options));
    case 'choices':
      return someOf(given, idsOf(question.options));
    case 'place':
      return oneOf(given, areas);
    case 'places':
      return someOf(given, areas);
    case 'text':
      return textOf(given, question.most);
  }
}

const idsOf = (options: readonly { readonly id: string }[]) => options.map(({ id }) => id);

function needed<Value>(value: Value | undefined): Value {
  if (value === undefined) throw new FieldError('missing');
  return value;
}

function oneOf(given: readonly string[], known: readonly string[]): string | undefined {
  const [value, second] = given;
  if (second !== undefined) throw new FieldError('several');
  if (value !== undefined && !known.includes(value)) throw new FieldError('no-option');
  return value;
}

/** In the questionnaire's order, each once. */
function someOf(given: readonly string[], known: readonly string[]): string[] | undefined {
  if (given.some((value) => !known.includes(value))) throw new FieldError('no-option');
  return given.length === 0 ? undefined : known.filter((value) => given.includes(value));
}

function textOf(given: readonly string[], most: number): string | undefined {
  const [text = '', second] = given;
  if (second !== undefined) throw new FieldError('several');
  const clean = text
    .toWellFormed()
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    // Control and invisible marks, which turn text around; a zero-width joiner belongs to no Thai word.
    .replace(/[^\P{C}\n]/gu, '')
    .trim();
  // A browser counts a line break as one; what is blotted out may be longer than what stood there.
  if (clean.length > most) throw new FieldError('too-long');
  return clean === '' ? undefined : blotPersonal(clean);
}
