/** `HH:MM` on the clock of the zone. */
export function clockTime(at: number, timeZone: string): string {
  const format = { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  return new Intl.DateTimeFormat('en-GB', format).format(at);
}

/** The Thai date counts the years of the Buddhist era, as all Thai offices do. */
export function longTime(locale: 'th-TH' | 'en-GB', at: number, timeZone: string): string {
  const date = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'long' }).format(at);
  return `${date} ${clockTime(at, timeZone)}`;
}
