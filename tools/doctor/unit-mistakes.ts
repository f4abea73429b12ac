/** A number whose size says that its unit was mistaken. */
export interface UnitMistake {
  readonly field: string;
  readonly what: string;
  /** What was meant, most likely. */
  readonly right: string;
}

const fractions = new Set(['plateConfidence']);
/** Nothing in a zone file takes longer than this many seconds, or fewer than this many hours. */
const mostSeconds = 7_200;

/** Looks through a file as it was read, before any schema: 0.99 for 99, 70 for 0.7, milliseconds for seconds. */
export function unitMistakes(value: unknown, path: readonly string[] = []): readonly UnitMistake[] {
  if (Array.isArray(value)) return value.flatMap((item, i) => unitMistakes(item, [...path, String(i)]));
  if (typeof value === 'object' && value !== null)
    return Object.entries(value).flatMap(([key, item]) => unitMistakes(item, [...path, key]));
  const mistake = typeof value === 'number' ? mistakeOf(path.at(-1) ?? '', value) : undefined;
  return mistake === undefined ? [] : [{ field: path.join('.'), ...mistake }];
}

function mistakeOf(key: string, value: number): Omit<UnitMistake, 'field'> | undefined {
  if (key.endsWith('Percent') && value > 0 && value <= 1)
    return { what: `${value} is a fraction; it is in percent`, right: `${key}: ${plain(value * 100)}` };
  if (fractions.has(key) && value > 1 && value <= 100)
    return { what: `${value} is in percent; it is a fraction`, right: `${key}: ${plain(value / 100)}` };
  if (/Seconds$/.test(key) && value > mostSeconds)
    return { what: `${value} looks like milliseconds`, right: `${key}: ${plain(value / 1000)}` };
  if (key === 'latitude' && value > 90)
    return { what: `${value} is no latitude`, right: 'latitude and longitude are swapped' };
  return undefined;
}

const plain = (value: number) => String(Number(value.toFixed(4)));
