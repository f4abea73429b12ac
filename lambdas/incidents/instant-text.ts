import type { Language } from './acknowledge-request.ts';

export interface PageSettings {
  readonly language: Language;
  /** IANA name. */
  readonly timeZone: string;
}

const locales = { th: 'th-TH', en: 'en-GB' } as const;

/** Date and time to the second on the zone's clock; the Thai date counts the years of the Buddhist era. */
export function instantText(at: number, { language, timeZone }: PageSettings): string {
  const date = new Intl.DateTimeFormat(locales[language], { timeZone, dateStyle: 'medium' }).format(at);
  return `${date} ${clockText(at, timeZone)}`;
}

/** The time of day alone. */
export function clockText(at: number, timeZone: string): string {
  return new Intl.DateTimeFormat('en-GB', { timeZone, timeStyle: 'medium' }).format(at);
}
