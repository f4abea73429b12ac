import type { ReportPorts } from '../report-ports.ts';
import { monthAt, monthBefore, monthOf, type ReportMonth } from './month.ts';
import { type MonthReport, monthReport } from './month-report.ts';

export interface MakeReportParams {
  /** `2026-10`; absent: the month before the one that it is now. */
  readonly month?: string | undefined;
  /** Epoch ms. */
  readonly now: number;
}

/** There cannot be a report of this month. */
export class ReportMonthError extends Error {
  override readonly name = 'ReportMonthError';
}

/** Reads the records of a month and the one before it, and counts them. Throws MonthError and ReportMonthError. */
export async function makeReport(
  { month: asked, now }: MakeReportParams,
  ports: ReportPorts,
): Promise<MonthReport> {
  const settings = await ports.settings.read();
  const { timeZone } = settings;
  const month =
    asked === undefined ? monthBefore(monthAt(now, timeZone), timeZone) : monthOf(asked, timeZone);
  if (month.from > now)
    throw new ReportMonthError(`--month ${month.month} has not begun: there is nothing to report`);
  const before = monthBefore(month, timeZone);
  const [facts, { devices, sites, forecast }, paidCallsByDay, poll] = await Promise.all([
    ports.incidents({ from: before.from, to: month.to, now }),
    ports.devices(settings),
    ports.spending.ofDays(daysOf(before, month)),
    ports.poll(),
  ]);
  return monthReport({ settings, month, facts, devices, sites, forecast, poll, paidCallsByDay, now });
}

const daysOf = (...months: readonly ReportMonth[]) =>
  months.flatMap(({ days }) => days.map(({ day }) => day));
