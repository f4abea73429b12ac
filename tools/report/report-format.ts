import type { Language } from '../../lambdas/console/widget.ts';

/** Numbers and times as they stand in a report, in one language; a Thai one counts years from the Buddha. */
export interface ReportFormat {
  readonly count: (value: number) => string;
  /** Of a share 0–1. What is not all of it never reads 100 %. */
  readonly percent: (share: number) => string;
  readonly duration: (seconds: number) => string;
  readonly usd: (value: number) => string;
  /** `2026-10` as `October 2026` or `ตุลาคม 2569`. */
  readonly month: (month: string) => string;
  /** `Oct`, `ต.ค.` */
  readonly shortMonth: (month: string) => string;
  readonly instant: (at: number) => string;
}

const locales: Readonly<Record<Language, string>> = { th: 'th-TH-u-ca-buddhist-nu-latn', en: 'en-GB' };
const units: Readonly<Record<Language, readonly [string, string, string, string]>> = {
  th: ['วินาที', 'นาที', 'ชม.', 'วัน'],
  en: ['s', 'min', 'h', 'days'],
};

export function reportFormat(language: Language, timeZone: string): ReportFormat {
  const locale = locales[language];
  const dates = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options);
  const inMonth = (month: string) => Date.parse(`${month}-15T12:00:00Z`);
  return {
    count: (value) => value.toLocaleString(locale),
    percent: (share) => percentText(share),
    duration: (seconds) => durationText(seconds, units[language]),
    usd: (value) =>
      `$${value.toLocaleString('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 })}`,
    month: (month) => withoutEra(dates({ month: 'long', year: 'numeric', timeZone: 'UTC' }), inMonth(month)),
    shortMonth: (month) => dates({ month: 'short', timeZone: 'UTC' }).format(inMonth(month)),
    instant: (at) => withoutEra(dates({ dateStyle: 'long', timeStyle: 'short', timeZone }), at),
  };
}

/** Every Thai reader takes 2569 for what it is; "พุทธศักราช" before it only makes titles long. */
function withoutEra(format: Intl.DateTimeFormat, at: number): string {
  const parts = format.formatToParts(at).map(({ type, value }) => (type === 'era' ? '' : value));
  return parts.join('').replace('พุทธศักราช', '').replace(/ {2,}/g, ' ').trim();
}

/** Between a number and its unit no line may end. */
const space = '\u00a0';

function percentText(share: number): string {
  const percent = share * 100;
  // Two digits where the last percent is what matters, rounded down: a minute's outage is not 100 %.
  if (share >= 0.9 && share < 1) return `${(Math.floor(percent * 100) / 100).toFixed(2)}${space}%`;
  return `${Number(percent.toFixed(share >= 0.1 && share < 1 ? 0 : 1))}${space}%`;
}

type Units = readonly [string, string, string, string];

/** In two units at most; what takes ten minutes is not told by the second. */
function durationText(seconds: number, [s, min, h, days]: Units): string {
  if (seconds < 10) return `${Number(seconds.toFixed(1))}${space}${s}`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole}${space}${s}`;
  if (whole < 600) return twoParts(whole, min, s);
  const minutes = Math.round(whole / 60);
  if (minutes < 60) return `${minutes}${space}${min}`;
  if (minutes < 48 * 60) return twoParts(minutes, h, min);
  return `${Number((whole / 86_400).toFixed(1))}${space}${days}`;
}

function twoParts(value: number, large: string, small: string): string {
  const [whole, rest] = [Math.floor(value / 60), value % 60];
  return [`${whole}${space}${large}`, ...(rest === 0 ? [] : [`${rest}${space}${small}`])].join(space);
}
