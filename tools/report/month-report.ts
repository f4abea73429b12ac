import type { Bilingual, ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import type { Forecast } from './forecast.ts';
import type { IncidentFacts } from './incident-facts.ts';
import { monthBefore, type ReportMonth } from './month.ts';
import { type MonthNumbers, monthNumbers } from './month-numbers.ts';
import type { ReportDevice } from './outages.ts';
import { type PollRecords, type PollTrend, pollTrend } from './poll-trend.ts';

/** What the committee is told of a month: what `zone report --json` prints. Times are epoch ms. */
export interface MonthReport {
  readonly version: 1;
  readonly zone: { readonly id: string; readonly name: Bilingual };
  readonly timeZone: string;
  readonly month: string;
  readonly from: number;
  readonly to: number;
  readonly madeAt: number;
  /** The month is not over: everything counts up to `madeAt`. */
  readonly isUnfinished: boolean;
  /** Records of the month may have ended by now. */
  readonly isPartlyForgotten: boolean;
  readonly numbers: MonthNumbers;
  readonly before: MonthNumbers;
  readonly forecast?: Forecast;
  readonly poll?: PollTrend;
  /** Of the devices and places in it. */
  readonly sites: Readonly<Record<string, Bilingual>>;
}

/** All that a report is made from. */
export interface ReportSources {
  readonly settings: Pick<ZoneSettings, 'id' | 'name' | 'timeZone' | 'retention' | 'budget'>;
  readonly month: ReportMonth;
  readonly facts: readonly IncidentFacts[];
  readonly devices: readonly ReportDevice[];
  readonly sites: ReadonlyMap<string, Bilingual>;
  readonly paidCallsByDay: ReadonlyMap<string, number>;
  readonly forecast?: Forecast | undefined;
  readonly poll?: readonly PollRecords[];
  /** Epoch ms. */
  readonly now: number;
}

const dayMilliseconds = 86_400_000;

export function monthReport(sources: ReportSources): MonthReport {
  const { settings, month, now, sites, forecast } = sources;
  const poll = pollTrend(sources.poll ?? [], month);
  const { id, name, timeZone, retention, budget } = settings;
  const numbersOf = (one: ReportMonth) =>
    monthNumbers({ ...sources, month: one, paidCallsPerDay: budget.paidCallsPerDay });
  return {
    version: 1,
    zone: { id, name },
    ...{ timeZone, month: month.month, from: month.from, to: month.to, madeAt: now },
    isUnfinished: now < month.to,
    isPartlyForgotten: month.from < now - retention.incidentDays * dayMilliseconds,
    numbers: numbersOf(month),
    before: numbersOf(monthBefore(month, timeZone)),
    ...(forecast && { forecast }),
    ...(poll && { poll }),
    sites: Object.fromEntries(sites),
  };
}
