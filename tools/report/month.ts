import { dayIn } from '../../lambdas/faces/search-budget.ts';

/** A day on the clock of the zone; times are epoch ms, `to` is the first one after it. */
export interface ReportDay {
  /** `2026-10-31` */
  readonly day: string;
  readonly from: number;
  readonly to: number;
}

/** A month on the clock of the zone. */
export interface ReportMonth {
  /** `2026-10` */
  readonly month: string;
  readonly from: number;
  readonly to: number;
  readonly days: readonly ReportDay[];
}

/** The name of no month. */
export class MonthError extends Error {
  override readonly name = 'MonthError';
}

const form = /^(20\d\d)-(0[1-9]|1[0-2])$/;

/** Throws MonthError for all but `2026-10`. */
export function monthOf(text: string, timeZone: string): ReportMonth {
  const [, year, number] = form.exec(text) ?? [];
  if (year === undefined || number === undefined)
    throw new MonthError(`"${text}" is no month: write year and month, such as 2026-10`);
  const [y, m] = [Number(year), Number(number)];
  const length = new Date(Date.UTC(y, m, 0)).getUTCDate();
  const starts = Array.from({ length: length + 1 }, (_, i) =>
    startOfDay(Date.UTC(y, m - 1, i + 1), timeZone),
  );
  const days = starts.slice(0, -1).map((from, i) => ({
    day: `${text}-${String(i + 1).padStart(2, '0')}`,
    from,
    to: starts[i + 1] ?? from,
  }));
  return { month: text, from: starts[0] ?? 0, to: starts.at(-1) ?? 0, days };
}

export function monthBefore({ month }: Pick<ReportMonth, 'month'>, timeZone: string): ReportMonth {
  const [year = 0, number = 1] = month.split('-').map(Number);
  const before = new Date(Date.UTC(year, number - 2, 1));
  return monthOf(before.toISOString().slice(0, 7), timeZone);
}

/** The month that an instant (epoch ms) lies in. */
export function monthAt(at: number, timeZone: string): ReportMonth {
  return monthOf(dayIn(timeZone, at).slice(0, 7), timeZone);
}

/** The first instant of a day that is given by its midnight in UTC. */
function startOfDay(utcMidnight: number, timeZone: string): number {
  const first = utcMidnight - offsetAt(utcMidnight, timeZone);
  // Where clocks change between the two, the offset at the guess is the right one.
  return utcMidnight - offsetAt(first, timeZone);
}

/** How far the zone's clock is ahead of UTC at an instant, in ms. */
function offsetAt(at: number, timeZone: string): number {
  const local = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return Date.parse(`${local.format(at).replace(' ', 'T')}Z`) - Math.floor(at / 1000) * 1000;
}
