/** What is kept of the values of one metric in one minute. */
export interface Bucket {
  readonly sum: number;
  readonly count: number;
  readonly minimum: number;
  readonly maximum: number;
  /** The first ones; percentiles are taken of these. */
  readonly values: readonly number[];
}

/** CloudWatch compresses what goes into percentiles, too. */
const mostValues = 500;

export class StatisticUnknownError extends Error {
  override readonly name = 'StatisticUnknownError';
}

export function addTo(bucket: Bucket | undefined, value: number): Bucket {
  if (bucket === undefined) return { sum: value, count: 1, minimum: value, maximum: value, values: [value] };
  return {
    sum: bucket.sum + value,
    count: bucket.count + 1,
    minimum: Math.min(bucket.minimum, value),
    maximum: Math.max(bucket.maximum, value),
    values: bucket.values.length < mostValues ? [...bucket.values, value] : bucket.values,
  };
}

/** `Sum`, `Average`, `Minimum`, `Maximum`, `SampleCount` or `p95` of one bucket at least. Throws StatisticUnknownError. */
export function statisticOf(buckets: readonly Bucket[], statistic: string): number {
  const count = buckets.reduce((total, each) => total + each.count, 0);
  const sum = buckets.reduce((total, each) => total + each.sum, 0);
  switch (statistic) {
    case 'Sum':
      return sum;
    case 'SampleCount':
      return count;
    case 'Average':
      return sum / count;
    case 'Minimum':
      return Math.min(...buckets.map(({ minimum }) => minimum));
    case 'Maximum':
      return Math.max(...buckets.map(({ maximum }) => maximum));
    default:
      return percentileOf(
        buckets.flatMap(({ values }) => values),
        statistic,
      );
  }
}

/** By the nearest rank. */
function percentileOf(values: readonly number[], statistic: string): number {
  const [, percent] = /^p(\d{1,2}(?:\.\d+)?)$/.exec(statistic) ?? [];
  if (percent === undefined) throw new StatisticUnknownError(`the sandbox knows no statistic ${statistic}`);
  const sorted = values.toSorted((a, b) => a - b);
  const rank = Math.max(1, Math.ceil((Number(percent) / 100) * sorted.length));
  return sorted[rank - 1] ?? 0;
}
