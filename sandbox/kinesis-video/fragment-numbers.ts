const digits = 47;
/** Real fragment numbers begin with this; it also keeps them from being read as small integers. */
const prefix = '91343852333181';

/** Makes fragment numbers like those of AWS: 47 digits, each larger than the one before, also after a restart. */
export function makeFragmentNumbers(now: () => number): () => string {
  let count = 0;
  let latest = 0;
  return () => {
    latest = Math.max(latest, now());
    count += 1;
    const time = String(Math.trunc(latest)).padStart(15, '0');
    return `${prefix}${time}${String(count).padStart(digits - prefix.length - time.length, '0')}`;
  };
}
