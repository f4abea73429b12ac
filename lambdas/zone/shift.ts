import { z } from 'zod';
import { clockTime } from './alert-file.ts';
import {
  minuteOfDay,
  minuteOfWeek,
  minutesBetween,
  minutesInto,
  minutesPerDay,
  minutesPerWeek,
  type WeeklySpan,
  weekdays,
} from './week.ts';

/** A shift of the duty roster: on some weekdays, from one time of day to the next time it is the other. */
export const shift = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{1,19}$/, 'must be 2–20 characters: a–z, 0–9 and "-"'),
  /** The days on which it begins; left out: every day. */
  days: z.array(z.enum(weekdays)).min(1).optional(),
  from: clockTime,
  /** The same time as `from`: a whole day. */
  to: clockTime,
});
export type Shift = Readonly<z.infer<typeof shift>>;

/** The ids of the shifts that are on duty at `at` (epoch ms) on the clock of `timeZone`. */
export function shiftsOnDuty(shifts: readonly Shift[], at: number, timeZone: string): readonly string[] {
  if (shifts.length === 0) return [];
  const minute = minuteOfWeek(at, timeZone);
  return shifts.filter((one) => covers(spansOf(one), minute)).map(({ id }) => id);
}

/** The first time of the week at which none of the shifts is on duty, and for how many minutes. */
export function firstGap(shifts: readonly Shift[]): WeeklySpan | undefined {
  const spans = shifts.flatMap(spansOf);
  const isFree = (minute: number) => !covers(spans, minute);
  // A gap can only begin where a shift ends, or at the start of the week when there is none.
  const ends = spans.map(({ startMinute, minutes }) => (startMinute + minutes) % minutesPerWeek);
  const startMinute = [...ends, ...(spans.length === 0 ? [0] : [])].sort((a, b) => a - b).find(isFree);
  if (startMinute === undefined) return undefined;
  let minutes = 1;
  while (minutes < minutesPerWeek && isFree((startMinute + minutes) % minutesPerWeek)) minutes += 1;
  return { startMinute, minutes };
}

function spansOf({ days, from, to }: Shift): readonly WeeklySpan[] {
  const minutes = minutesBetween(from, to);
  return (days ?? weekdays).map((day) => ({
    startMinute: weekdays.indexOf(day) * minutesPerDay + minuteOfDay(from),
    minutes,
  }));
}

function covers(spans: readonly WeeklySpan[], minute: number): boolean {
  return spans.some((span) => minutesInto(span, minute) !== undefined);
}
