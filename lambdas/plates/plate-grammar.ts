import type { PlateClass } from './plate.ts';

/** ฃ and ฅ stand on no plate, and ฤ and ฦ are vowels. */
export const consonant = '[กขคฆ-รลวศ-ฮ]';

/** What stands in one place of a shape: `C` a consonant, `1` a digit but zero, `0` any digit. */
const signs: Readonly<Record<string, string>> = { C: consonant, 1: '[1-9]', 0: '[0-9]' };

/** Series and number, sign by sign: `1CC` and `1000` for `1กข 1234`. */
export interface PlateShape {
  readonly letters: string;
  readonly digits: string;
}

const everyPair = (series: readonly string[], numbers: readonly string[]): readonly PlateShape[] =>
  series.flatMap((letters) => numbers.map((digits) => ({ letters, digits })));

const upToThree = ['1', '10', '100'];
const upToFour = [...upToThree, '1000'];
const cars = everyPair(['CC', '1CC'], upToFour);

/**
 * The one grammar of plates: what is parsed, drawn, read from pictures and looked for keeps to it. Numbers carry no
 * leading zeros, but for those that always have four digits (trucks) or may be filled up to four (dealers). Lao plates
 * also have two Lao letters, which are not read.
 */
export const plateShapes: Readonly<Record<PlateClass, readonly PlateShape[]>> = {
  car: cars,
  truck: everyPair(['10'], ['0000']),
  motorcycle: [...everyPair(['CCC'], upToThree), ...everyPair(['1CC'], upToFour)],
  public: cars,
  dealer: everyPair(['C'], [...upToThree, '0000']),
  auctioned: cars,
  word: [],
  lao: everyPair([''], [...upToThree, '0000']),
  foreign: [],
};

/** A regular expression, without anchors, for one template of a shape. */
export function signsPattern(template: string): string {
  return Array.from(template, (sign) => signs[sign] ?? '').join('');
}

/** Whether a sign may stand where the shape has `place`. */
export function isSign(place: string, sign: string): boolean {
  return compiled[place]?.test(sign) ?? false;
}

const compiled: Readonly<Record<string, RegExp>> = Object.fromEntries(
  Object.entries(signs).map(([place, pattern]) => [place, new RegExp(`^${pattern}$`, 'u')]),
);
