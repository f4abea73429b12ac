import { plateShapes, signsPattern } from './plate-grammar.ts';
import { findProvince } from './provinces.ts';

/**
 * `car`, `truck` (and bus), `motorcycle`, `public` (taxi and hire), `dealer` (red), `auctioned` (with a picture),
 * `word` (auctioned since 2022, with vowels: not readable), `lao` (its digits are read), `foreign` (not read).
 */
export const plateClasses = [
  'car',
  'truck',
  'motorcycle',
  'public',
  'dealer',
  'auctioned',
  'word',
  'lao',
  'foreign',
] as const;
export type PlateClass = (typeof plateClasses)[number];

/** A plate. The province is null where nobody wrote it down, it could not be read, or there is none (Lao plates). */
export interface Plate {
  /** `null` where only its text is known, and that fits several classes (`1กข 1234`: car or motorcycle). */
  readonly class: PlateClass | null;
  /**
   * The series: `กข`, `1กข`, `กขค` (older motorcycles), `ก` (dealers), `70` (trucks and buses).
   * Empty where only the number is known: on Lao plates, and where a Thai series could not be read.
   */
  readonly letters: string;
  readonly digits: string;
  readonly province: string | null;
}

/** What is written on it: enough to name it. */
export type PlateText = Omit<Plate, 'class'>;

/** The text is no plate; the message says what was expected. */
export class PlateFormatError extends Error {
  override readonly name = 'PlateFormatError';
}

type PlateNumber = Pick<Plate, 'letters' | 'digits'>;

/** The classes whose plates carry such a series with such a number; none where no plate does. */
export function classesOf({ letters, digits }: PlateNumber): readonly PlateClass[] {
  return plateClasses.filter((name) => numbersOfClass[name].test(`${letters} ${digits}`));
}

/** Whether series and number stand together on plates; a number alone counts, as on Lao plates. */
export function isPlateNumber(number: PlateNumber): boolean {
  return classesOf(number).length > 0;
}

/** `1กข 1234`; with a dash on trucks, buses (`70-1234`) and dealers (`ก-1234`), as they have it; `1234` alone. */
export function formatPlate({ letters, digits }: PlateNumber): string {
  if (letters === '') return digits;
  return `${letters}${/^(?:\d+|.)$/u.test(letters) ? '-' : ' '}${digits}`;
}

/** With all that tells it from other plates: `1กข 1234 หนองคาย`, `ลาว 1234`. */
export function formatPlateWithProvince(
  plate: PlateText & { readonly class?: PlateClass | null | undefined },
): string {
  const country = plate.class === 'lao' ? 'ลาว' : '';
  return [country, formatPlate(plate), plate.province ?? ''].filter(Boolean).join(' ');
}

/** What two writings of one plate have in common, without the province: `1กข1234`. */
export function plateKey({ letters, digits }: PlateNumber): string {
  return letters + digits;
}

/**
 * Reads what people write: `1กข 1234 หนองคาย`, `กข1234`, `70-1234`, `ลาว 1234`, Thai digits. Throws PlateFormatError;
 * also for digits alone, which hundreds of plates share (plate-pattern.ts reads those).
 */
export function parsePlate(text: string): Plate {
  const signs = tidyPlateText(text);
  const lao = laoText.exec(signs)?.[1];
  if (lao !== undefined) return { class: 'lao', letters: '', digits: lao, province: null };
  const [whole = '', letters = '', digits = ''] = firstMatch(signs) ?? [];
  if (whole === '')
    throw new PlateFormatError(
      `"${shorten(text)}" is no plate: write it like "1กข 1234 หนองคาย", "70-1234" or "ลาว 1234"`,
    );
  const fitting = classesOf({ letters, digits });
  const plateClass = fitting.length === 1 ? (fitting[0] ?? null) : null;
  return { class: plateClass, letters, digits, province: parseProvince(signs, whole) };
}

function parseProvince(signs: string, plate: string): string | null {
  const rest = signs.slice(plate.length);
  const province = findProvince(rest);
  if (province === undefined && rest !== '')
    throw new PlateFormatError(`"${shorten(rest)}" after the plate ${plate} is no province`);
  return province ?? null;
}

const numbersOfClass = Object.fromEntries(
  plateClasses.map((name) => {
    const numbers = plateShapes[name].map(
      ({ letters, digits }) => `${signsPattern(letters)} ${signsPattern(digits)}`,
    );
    return [name, new RegExp(`^(?:${numbers.join('|') || '(?!)'})$`, 'u')];
  }),
) as Readonly<Record<PlateClass, RegExp>>;

const withSeries = Object.values(plateShapes)
  .flat()
  .filter(({ letters }) => letters !== '')
  .map(({ letters, digits }) => `^(${signsPattern(letters)})-?(${signsPattern(digits)})(?![0-9])`);
const seriesPatterns = [...new Set(withSeries)].map((pattern) => new RegExp(pattern, 'u'));
const firstMatch = (signs: string) =>
  seriesPatterns.map((pattern) => pattern.exec(signs)).find((match) => match !== null);

const laoNumbers = plateShapes.lao.map(({ digits }) => signsPattern(digits)).join('|');
const laoText = new RegExp(`^(?:ลาว|ລາວ|lao)-?(${laoNumbers})$`, 'iu');

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** No spaces or invisible signs, Arabic digits, one kind of dash, and ำ as one sign. */
export function tidyPlateText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[๐-๙໐-໙]/gu, (digit) => String(digit.charCodeAt(0) & 0x0f))
    .replace(/[‐-―−－]/gu, '-')
    .replaceAll('\u0e4d\u0e32', '\u0e33');
}
