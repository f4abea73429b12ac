import type { PlateText } from '../plates/plate.ts';
import { fitsPattern, isWholeNumber, type PlatePattern } from '../plates/plate-pattern.ts';
import {
  dayOf,
  isPlatePass,
  type PlatePassSighting,
  readingsOf,
  type SightingReading,
} from './plate-readings.ts';
import type { Sighting } from './sighting.ts';
import type { IndexKey, TimeRange } from './sighting-index.ts';

/** What is looked for; all that is given must fit. */
export interface PlateQuery extends TimeRange {
  readonly pattern?: PlatePattern;
  /** Beside a pattern, plates whose province could not be read fit too; alone, it must have been read. */
  readonly province?: string;
  /** Any of them; absent: all cameras. */
  readonly cameraIds?: readonly string[];
}

/** A sighting that fits, and how. */
export interface PlateFound {
  readonly sighting: PlatePassSighting;
  /** The reading that fits; absent on a plate that nobody could read, which fits where no plate is asked for. */
  readonly reading?: SightingReading;
  /** `exact`: letters and digits; `digits`: digits alone; `pattern`: what is known of them; `any`: no pattern. */
  readonly how: 'exact' | 'digits' | 'pattern' | 'any';
  /** A province was asked for, and the plate's could not be read. */
  readonly isProvinceUnread: boolean;
}

/** Two unknown digits, or `12*`: so many short queries cost less than a walk through an afternoon of a city. */
export const mostNumbers = 111;
const mostDigits = 4;

/**
 * Where to look, the newest first: each group of keys is looked through at once, one group after the other. Numbers
 * of which enough is known are looked up; else what the cameras saw, or every plate of the days, is walked through.
 */
export function keysOf(query: PlateQuery): readonly (readonly IndexKey[])[] {
  const numbers = query.pattern === undefined ? undefined : numbersOf(query.pattern.digits);
  if (numbers !== undefined)
    return [numbers.flatMap((digits) => [1, 2, 3].map((rank) => ({ by: 'digits', digits, rank }) as const))];
  if (query.cameraIds !== undefined)
    return [[...new Set(query.cameraIds)].map((cameraId) => ({ by: 'camera', cameraId }))];
  return daysOf(query).map((day) => [{ by: 'day', day }]);
}

/** How the sighting fits by what it says, or else by its likeliest guess that does. */
export function fitOf(query: PlateQuery, sighting: Sighting): PlateFound | undefined {
  const { pattern, province, cameraIds, from, to } = query;
  if (!isPlatePass(sighting) || cameraIds?.includes(sighting.cameraId) === false) return undefined;
  if (sighting.lastSeenAt < from || sighting.lastSeenAt > to) return undefined;
  const reading = readingsOf(sighting).find(({ plate }) => fits(query, plate));
  const wantsPlate = pattern !== undefined || province !== undefined;
  if (reading === undefined)
    return wantsPlate ? undefined : { sighting, how: 'any', isProvinceUnread: false };
  const wantsProvince = (pattern?.province ?? province) !== undefined;
  const isProvinceUnread = wantsProvince && reading.plate.province === null;
  return { sighting, reading, how: howOf(pattern), isProvinceUnread };
}

function fits({ pattern, province }: PlateQuery, plate: PlateText): boolean {
  if (pattern === undefined) return province === undefined || plate.province === province;
  if (!fitsPattern(pattern, plate)) return false;
  return province === undefined || plate.province === null || plate.province === province;
}

function howOf(pattern: PlatePattern | undefined): PlateFound['how'] {
  if (pattern === undefined) return 'any';
  if (isWholeNumber(pattern)) return 'exact';
  return pattern.letters === '*' && /^\d+$/.test(pattern.digits) ? 'digits' : 'pattern';
}

/** Every number that fits the digits of a pattern (`?` one, `*` any or none), or nothing where those are too many. */
export function numbersOf(digits: string): readonly string[] | undefined {
  const [before = '', after] = digits.split('*');
  const most = after === undefined ? 0 : mostDigits - before.length - after.length;
  const forms = Array.from({ length: most + 1 }, (_, open) => `${before}${'?'.repeat(open)}${after ?? ''}`);
  const count = forms.reduce((sum, form) => sum + 10 ** form.replace(/\d/g, '').length, 0);
  return count > mostNumbers ? undefined : forms.filter(Boolean).flatMap(fillIn);
}

function fillIn(form: string): readonly string[] {
  if (!form.includes('?')) return [form];
  return Array.from({ length: 10 }, (_, digit) => form.replace('?', String(digit))).flatMap(fillIn);
}

const millisecondsPerDay = 86_400_000;

function daysOf({ from, to }: TimeRange): readonly string[] {
  const last = Math.floor(to / millisecondsPerDay);
  const count = Math.max(0, last - Math.floor(from / millisecondsPerDay) + 1);
  return Array.from({ length: count }, (_, ago) => dayOf((last - ago) * millisecondsPerDay));
}
