import { formatPlate, PlateFormatError, type PlateText, parsePlate, tidyPlateText } from './plate.ts';
import { consonant, isSign, plateShapes } from './plate-grammar.ts';
import { findProvince } from './provinces.ts';

/** A plate of which some signs are not known: what a witness saw, and what a search or a watchlist entry looks for. */
export interface PlatePattern {
  /**
   * The series; `?` is one unknown sign, letter or digit, and `*` any signs or none.
   * Empty: plates that have none, which are the Lao ones.
   */
  readonly letters: string;
  /** The number; `?` is one unknown digit, `*` any digits or none. */
  readonly digits: string;
  /** `null`: any province. */
  readonly province: string | null;
}

type NumberPattern = Pick<PlatePattern, 'letters' | 'digits'>;

/**
 * Reads `?ข 12?4 หนองคาย`, `?? 1234`, `70-12??`, `กข 12*`, digits alone (`1234`) and every plate that `parsePlate`
 * reads. Throws PlateFormatError, which names what is wrong.
 */
export function parsePlatePattern(text: string): PlatePattern {
  const whole = wholePlate(text);
  if (whole !== undefined) return whole;
  const words = text.split(/\s/u).map(tidyPlateText).filter(Boolean).join(' ');
  const [head = ''] = /^.*[\d?*]/u.exec(words) ?? [];
  const pattern = splitHead(head, words);
  refuseImpossible(pattern);
  return { ...pattern, province: provinceAfter(words.slice(head.length), pattern) };
}

/** As `parsePlatePattern` reads it, without the province: `?ข 12?4`, `70-12??`, `1234` (any series), `ลาว 1234`. */
export function formatPattern({ letters, digits }: NumberPattern): string {
  if (letters === '') return `ลาว ${digits}`;
  return letters === '*' ? digits : formatPlate({ letters, digits });
}

export function formatPatternWithProvince(pattern: PlatePattern): string {
  return [formatPattern(pattern), pattern.province ?? ''].filter(Boolean).join(' ');
}

/** Whether it leaves nothing open, so that it names one number. */
export function isWholeNumber({ letters, digits }: NumberPattern): boolean {
  return !/[?*]/u.test(letters + digits);
}

/** How many signs are known: a pattern with few of them fits half the cars of a city. */
export function knownSigns({ letters, digits }: NumberPattern): number {
  return (letters + digits).replace(/[?*]/gu, '').length;
}

/** Whether the plate has all that is known. A province that either of the two does not know hinders nothing. */
export function fitsPattern(pattern: PlatePattern, plate: PlateText): boolean {
  if (!fitsSigns(pattern.letters, plate.letters)) return false;
  if (!fitsSigns(pattern.digits, plate.digits)) return false;
  return pattern.province === null || plate.province === null || pattern.province === plate.province;
}

/** `*` takes what is left between the signs before and after it. */
function fitsSigns(pattern: string, signs: string, isSame = (one: string, other: string) => one === other) {
  const [before = '', after] = pattern.split('*');
  const fitsEach = (known: string, part: string) =>
    Array.from(known).every((sign, index) => sign === '?' || isSame(sign, part[index] ?? ''));
  if (after === undefined) return pattern.length === signs.length && fitsEach(pattern, signs);
  if (signs.length < before.length + after.length) return false;
  return fitsEach(before, signs) && fitsEach(after, signs.slice(signs.length - after.length));
}

function wholePlate(text: string): PlatePattern | undefined {
  if (/[?*]/u.test(text)) return undefined;
  try {
    const { letters, digits, province } = parsePlate(text);
    return { letters, digits, province };
  } catch (error) {
    // Digits with nothing but a province after them are a number without its series; all else is mistyped.
    if (/^\d{1,4}[^\d-]*$/u.test(tidyPlateText(text))) return undefined;
    throw error;
  }
}

/** The series ends at the last space or dash, or at the last consonant; a number alone has no series. */
function splitHead(head: string, words: string): NumberPattern {
  const strange = new RegExp(`[^${consonant.slice(1, -1)}\\d?*\\s-]`, 'u').exec(head)?.[0];
  if (strange !== undefined) fail(words, `"${strange}" stands on no plate`);
  const last = head.split(/[\s-]+/u).at(-1) ?? '';
  const [, tail = '', digits = ''] = new RegExp(`^(.*${consonant})?([^ก-ฮ]*)$`, 'u').exec(last) ?? [];
  const before = head.slice(0, head.length - last.length) + tail;
  const letters = before.replace(/[\s-]/gu, '') || '*';
  if (tail !== '' && digits.startsWith('?')) fail(words, 'put a space between the series and the number');
  if (!/^[\d?]{0,4}(?:\*[\d?]{0,4})?$/u.test(digits) || digits.replace('*', '').length > 4)
    fail(words, 'put a space between the series and a number of at most four digits');
  return { letters, digits };
}

function provinceAfter(rest: string, pattern: NumberPattern): string | null {
  if (rest === '') return null;
  const province = findProvince(rest);
  if (province === undefined)
    fail(rest.trim(), `it stands after ${formatPattern(pattern)} and is no province`);
  return province;
}

function refuseImpossible({ letters, digits }: NumberPattern): void {
  const shapes = Object.values(plateShapes)
    .flat()
    .filter((shape) => fitsTemplate(letters, shape.letters));
  if (shapes.length === 0 || letters.split('*').length > 2) fail(letters, 'no plate has such a series');
  if (!shapes.some((shape) => fitsTemplate(digits, shape.digits)))
    fail(formatPattern({ letters, digits }), 'no plate has this number');
}

/** Whether a plate of the shape could have the signs of the pattern. */
function fitsTemplate(pattern: string, template: string): boolean {
  return fitsSigns(pattern, template, (sign, place) => isSign(place, sign));
}

function fail(text: string, reason: string): never {
  const shown = text.length > 40 ? `${text.slice(0, 40)}…` : text;
  throw new PlateFormatError(
    `"${shown}": ${reason}; write it like "1กข 1234 หนองคาย", "?ข 12?4" or "1234", with "?" for each unknown sign`,
  );
}
