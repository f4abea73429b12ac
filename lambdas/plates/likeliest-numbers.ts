import { type Plate, type PlateClass, plateClasses } from './plate.ts';
import { isSign, plateShapes } from './plate-grammar.ts';

/** What may be written, and how likely that is. */
export interface NumberGuess extends Pick<Plate, 'letters' | 'digits'> {
  readonly probability: number;
  /** The classes whose plates can carry it. */
  readonly classes: readonly PlateClass[];
}

interface LikeliestNumbersParams {
  /** For each place in reading order the probability of each character. */
  readonly slots: readonly Float32Array[];
  /** The empty string is nothing. */
  readonly characters: readonly string[];
  /** A number is as likely as its signs and as the classes that can carry it are. */
  readonly classes: Readonly<Record<PlateClass, number>>;
  readonly count: number;
}

interface Template {
  readonly classes: readonly PlateClass[];
  readonly series: number;
  /** What stands in each place. */
  readonly signs: readonly string[];
}

interface Beginning {
  readonly text: string;
  readonly probability: number;
}

/**
 * The likeliest numbers among all that the grammar allows, the likeliest first. It is exact: they are among the shapes
 * whose own best numbers are the likeliest, and of the beginnings of a number only the best can become one of the best.
 */
export function likeliestNumbers(params: LikeliestNumbersParams): readonly NumberGuess[] {
  const { slots, classes, count } = params;
  const choices = choicesOf(params);
  const fitting = templates
    .filter(({ signs }) => signs.length <= slots.length)
    .map((template) => ({
      ...template,
      places: choices.map((choice, place) => choice.get(template.signs[place] ?? nothing) ?? []),
      weight: Math.min(
        1,
        template.classes.reduce((sum, name) => sum + classes[name], 0),
      ),
    }));
  const best = fitting.map((template) => ({
    template,
    probability: template.places.reduce((all, [first]) => all * (first?.probability ?? 0), template.weight),
  }));
  const guesses = likeliest(best, count).flatMap(({ template }) => {
    let begun: readonly Beginning[] = [{ text: '', probability: template.weight }];
    for (const signs of template.places)
      begun = likeliest(
        begun.flatMap((one) => signs.map((sign) => append(one, sign))),
        count,
      );
    return begun.map((one) => toGuess(one, template));
  });
  return likeliest(guesses, count);
}

const nothing = '';
const places = ['C', '1', '0', nothing];

/** For each slot and each place of a shape the few likeliest signs that may stand there. */
function choicesOf({ slots, characters, count }: LikeliestNumbersParams) {
  const indexes = [...characters.keys()];
  const allowed = places.map((place) =>
    indexes.filter((index) => {
      const character = characters[index] ?? '';
      return place === nothing ? character === '' : isSign(place, character);
    }),
  );
  return slots.map((slot) => {
    const best = (of: readonly number[]) =>
      of.toSorted((a, b) => (slot[b] ?? 0) - (slot[a] ?? 0)).slice(0, count);
    const signs = (of: readonly number[]) =>
      best(of).map((index) => ({ text: characters[index] ?? '', probability: slot[index] ?? 0 }));
    return new Map(places.map((place, at) => [place, signs(allowed[at] ?? [])]));
  });
}

const append = (a: Beginning, b: Beginning): Beginning => ({
  text: a.text + b.text,
  probability: a.probability * b.probability,
});

function likeliest<Item extends { readonly probability: number }>(items: readonly Item[], count: number) {
  return items.toSorted((a, b) => b.probability - a.probability).slice(0, count);
}

function toGuess({ text, probability }: Beginning, { classes, series }: Template): NumberGuess {
  return { letters: text.slice(0, series), digits: text.slice(series), probability, classes };
}

/** Each shape once, with all the classes that have it. */
const templates: readonly Template[] = Object.values(
  Object.groupBy(
    plateClasses.flatMap((name) => plateShapes[name].map((shape) => ({ name, ...shape }))),
    ({ letters, digits }) => `${letters} ${digits}`,
  ),
).flatMap((same = []) => {
  const [first] = same;
  if (first === undefined) return [];
  const signs = Array.from(first.letters + first.digits);
  return [{ classes: same.map(({ name }) => name), series: first.letters.length, signs }];
});
