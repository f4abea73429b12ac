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

/** A Thai plate. The province is null where nobody wrote it down or it could not be read. */
export interface Plate {
  /** `null` where only its text is known, and that fits several classes (`1กข 1234`: car or motorcycle). */
  readonly class: PlateClass | null;
  /** The series: `กข`, `1กข`, `กขค` (older motorcycles), `ก` (dealers), `70` (trucks and buses). */
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

/** ฃ and ฅ stand on no plate, and ฤ and ฦ are vowels. */
export const consonant = '[กขคฆ-รลวศ-ฮ]';
const carSeries = new RegExp(`^(?:${consonant}|[1-9]?${consonant}{2})$`, 'u');
const motorcycleSeries = new RegExp(`^${consonant}{3}$`, 'u');
const truckSeries = /^[1-9]\d$/u;
const split = new RegExp(`^([1-9]?${consonant}{1,3}|[1-9]\\d(?=-?\\d{4}(?!\\d)))-?(\\d{1,4})(?!\\d)`, 'u');

/** Whether series and number stand together on plates: numbers have no leading zero, but for trucks' four digits. */
export function isPlateNumber({ letters, digits }: Pick<Plate, 'letters' | 'digits'>): boolean {
  if (truckSeries.test(letters)) return /^\d{4}$/u.test(digits);
  if (motorcycleSeries.test(letters)) return /^[1-9]\d{0,2}$/u.test(digits);
  return carSeries.test(letters) && /^[1-9]\d{0,3}$/u.test(digits);
}

/** Splits the characters in the order they are read, without signs between: `1กข1234`, `701234`. */
export function splitPlateNumber(characters: string): Pick<Plate, 'letters' | 'digits'> | undefined {
  const [whole, letters, digits] = split.exec(characters) ?? [];
  if (whole !== characters || letters === undefined || digits === undefined) return undefined;
  return isPlateNumber({ letters, digits }) ? { letters, digits } : undefined;
}

/** `1กข 1234`; with a dash on trucks, buses (`70-1234`) and dealers (`ก-1234`), as they have it. */
export function formatPlate({ letters, digits }: Pick<Plate, 'letters' | 'digits'>): string {
  return `${letters}${truckSeries.test(letters) || letters.length === 1 ? '-' : ' '}${digits}`;
}

export function formatPlateWithProvince(plate: PlateText): string {
  return plate.province === null ? formatPlate(plate) : `${formatPlate(plate)} ${plate.province}`;
}

/** What two writings of one plate have in common, without the province: `1กข1234`. */
export function plateKey({ letters, digits }: Pick<Plate, 'letters' | 'digits'>): string {
  return letters + digits;
}

/** Reads what people write: `1กข 1234 หนองคาย`, `กข1234`, `70-1234`, Thai digits. Throws PlateFormatError. */
export function parsePlate(text: string): Plate {
  const signs = tidyPlateText(text);
  const [whole, letters = '', digits = ''] = split.exec(signs) ?? [];
  if (whole === undefined || !isPlateNumber({ letters, digits }))
    throw new PlateFormatError(
      `"${shorten(text)}" is no Thai plate: write it like "1กข 1234 หนองคาย" or "70-1234"`,
    );
  const rest = signs.slice(whole.length);
  const number = { class: classOfSeries(letters), letters, digits };
  if (rest === '') return { ...number, province: null };
  const province = findProvince(rest);
  if (province === undefined)
    throw new PlateFormatError(
      `"${shorten(rest)}" after the plate ${formatPlate({ letters, digits })} is no province`,
    );
  return { ...number, province };
}

/** The class that the series alone tells, or null. */
export function classOfSeries(letters: string): PlateClass | null {
  if (truckSeries.test(letters)) return 'truck';
  if (motorcycleSeries.test(letters)) return 'motorcycle';
  return letters.length === 1 ? 'dealer' : null;
}

const shorten = (text: string) => (text.length > 40 ? `${text.slice(0, 40)}…` : text);

/** No spaces or invisible signs, Arabic digits, one kind of dash, and ำ as one sign. */
export function tidyPlateText(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\s\u200b-\u200d\u2060\ufeff]/gu, '')
    .replace(/[๐-๙]/gu, (digit) => String(digit.charCodeAt(0) - 0x0e50))
    .replace(/[‐-―−－]/gu, '-')
    .replaceAll('\u0e4d\u0e32', '\u0e33');
}
