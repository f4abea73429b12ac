/** The text is no time, or the time that was asked for ends before it starts; the message says why. */
export class SearchTimeError extends Error {
  override readonly name = 'SearchTimeError';
}

/** Thailand has one time zone, without summer time. */
const thaiOffset = '+07:00';
const day = /^\d{4}-\d{2}-\d{2}$/;
const minute = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?/;
const withOffset = /(?:Z|[+-]\d{2}:\d{2})$/;

/**
 * `2026-11-23` (its start, or its end), `2026-11-23T08:30`, or with an offset; Thai time unless it says otherwise.
 * Returns epoch milliseconds. Throws SearchTimeError.
 */
export function parseTime(text: string, edge: 'start' | 'end'): number {
  const whole = day.test(text) ? `${text}T${edge === 'start' ? '00:00:00.000' : '23:59:59.999'}` : text;
  const time = Date.parse(withOffset.test(whole.slice(10)) ? whole : `${whole}${thaiOffset}`);
  if (!minute.test(whole) || Number.isNaN(time) || !isDay(whole.slice(0, 10)))
    throw new SearchTimeError(`"${text}" is no time: write it like 2026-11-23 or 2026-11-23T08:30`);
  return time;
}

/** JavaScript takes 30 February for a day in March. */
function isDay(date: string): boolean {
  return new Date(date).toISOString().startsWith(date);
}

export const millisecondsPerDay = 86_400_000;

/** The time that was asked for, the last `days` if nothing was; all in epoch ms. Throws SearchTimeError. */
export function rangeOf(
  { from, to }: { readonly from?: number; readonly to?: number },
  days: number,
  now: number,
) {
  const end = to ?? now;
  const start = from ?? end - days * millisecondsPerDay;
  if (start > end) throw new SearchTimeError('the end of the time is before its start');
  return { from: start, to: end };
}
