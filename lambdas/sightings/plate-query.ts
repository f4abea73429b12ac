import { fitsPattern, isWholeNumber, type PlatePattern } from '../plates/plate-pattern.ts';
import { dayOf, isPlateSighting, type RankedReading, readingsOf } from './plate-readings.ts';
import type { PlateSighting, Sighting } from './sighting.ts';
import type { IndexKey, TimeRange } from './sighting-index.ts';

/** What is looked for; all that is given must fit. */
export interface PlateQuery extends TimeRange {
  readonly pattern?: PlatePattern;
  /** Beside a pattern, plates whose province could not be read fit too; alone, it must have been read. */
  readonly province?: string;
  /** Any of them; absent: all cameras. */
  readonly cameraIds?: readonly string[];
}

/** How a sighting fits: which of its readings does, and how much of that was asked for. */
export interface PlateFit {
  readonly reading: RankedReading;
  /** `exact`: letters and digits; `digits`: digits alone; `pattern`: what is known of them; `any`: no pattern. */
  readonly how: 'exact' | 'digits' | 'pattern' | 'any';
  /** A province was asked for, and the plate's could not be read. */
  readonly isProvinceUnread: boolean;
}

export interface PlateFound extends PlateFit {
  readonly sighting: PlateSighting;
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

/** The fit of the likeliest reading that does. */
export function fitOf(query: PlateQuery, sighting: Sighting): PlateFound | undefined {
  if (!isPlateSighting(sighting) || query.cameraIds?.includes(sighting.cameraId) === false) return undefined;
  if (sighting.lastSeenAt < query.from || sighting.lastSeenAt > query.to) return undefined;
  const reading = readingsOf(sighting).find(({ plate }) => fits(query, plate));
  if (reading === undefined) return undefined;
  const wanted = query.pattern?.province ?? query.province;
  const isProvinceUnread = wanted !== undefined && reading.plate.province === null;
  return { sighting, reading, how: howOf(query.pattern), isProvinceUnread };
}

function fits({ pattern, province }: PlateQuery, plate: RankedReading['plate']): boolean {
  if (pattern === undefined) return province === undefined || plate.province === province;
  if (!fitsPattern(pattern, plate)) return false;
  return province === undefined || plate.province === null || plate.province === province;
}

function howOf(pattern: PlatePattern | undefined): PlateFit['how'] {
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
