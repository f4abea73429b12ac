/** A date that cannot be an entry's last day; the message says why. */
export class ExpiryError extends Error {
  override readonly name = 'ExpiryError';
}

/** The end of a day in Thailand (UTC+7, no summer time), in epoch seconds; `now` in epoch ms. Throws ExpiryError. */
export function parseExpiry(date: string, now: number): number {
  const end = /^\d{4}-\d{2}-\d{2}$/.test(date) ? Date.parse(`${date}T23:59:59+07:00`) : Number.NaN;
  if (Number.isNaN(end)) throw new ExpiryError(`"${date}" is no date: write it like 2027-01-31`);
  if (end <= now) throw new ExpiryError(`${date} has passed`);
  return end / 1000;
}
