/** The clock of the zone, as shifts and quiet hours are written: weekdays and times of day. */
export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type Weekday = (typeof weekdays)[number];

export const minutesPerDay = 1440;
export const minutesPerWeek = 7 * minutesPerDay;

/** A span of time that comes back every week, in minutes from Monday 00:00; it may run over the week's end. */
export interface WeeklySpan {
  readonly startMinute: number;
  readonly minutes: number;
}

/** Minutes since Monday 00:00 on the clock of `timeZone` (IANA) at `at` (epoch ms). */
export function minuteOfWeek(at: number, timeZone: string): number {
  const format = {
    timeZone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  const parts = new Intl.DateTimeFormat('en-GB', format).formatToParts(at);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '';
  const day = weekdays.indexOf(part('weekday').toLowerCase() as Weekday);
  return day * minutesPerDay + Number(part('hour')) * 60 + Number(part('minute'));
}

/** Minutes since midnight of `HH:MM`. */
export function minuteOfDay(clock: string): number {
  const [hours = 0, minutes = 0] = clock.split(':').map(Number);
  return hours * 60 + minutes;
}

/** How long it is from one time of day to the next time it is the other; the same time is a whole day. */
export function minutesBetween(from: string, to: string): number {
  return modulo(minuteOfDay(to) - minuteOfDay(from) - 1, minutesPerDay) + 1;
}

/** How far into the span the minute of the week lies; `undefined` outside of it. */
export function minutesInto({ startMinute, minutes }: WeeklySpan, minute: number): number | undefined {
  const into = modulo(minute - startMinute, minutesPerWeek);
  return into < minutes ? into : undefined;
}

function modulo(value: number, divisor: number): number {
  return ((value % divisor) + divisor) % divisor;
}
