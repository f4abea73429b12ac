import { type Datum, keyOf, type MetricId } from './metric.ts';
import { addTo, type Bucket, statisticOf } from './statistic.ts';

/** One metric, as graphs and alarms ask for it. */
export interface MetricStat {
  readonly metric: MetricId;
  readonly statistic: string;
  /** Whole minutes. */
  readonly periodSeconds: number;
}

/** Epoch milliseconds; the periods lie between them, the last one ends at `to`. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface MetricStore {
  put(datum: Datum): void;
  /** One value for each period of the range, oldest first; nothing where nothing was written. */
  read(asked: MetricStat, range: TimeRange): readonly (number | undefined)[];
}

const minute = 60_000;
/** The longest alarm looks at a day. */
const keptMinutes = 25 * 60;

/** Metrics by the minute, in memory: they go with the process. */
export function createMetricStore(now: () => number): MetricStore {
  const metrics = new Map<string, Map<number, Bucket>>();
  let prunedAt = 0;

  /** Once a minute: a long run must not grow without end. */
  const prune = () => {
    const current = Math.floor(now() / minute);
    if (current === prunedAt) return;
    prunedAt = current;
    for (const [key, buckets] of metrics) {
      for (const at of buckets.keys()) if (at < current - keptMinutes) buckets.delete(at);
      if (buckets.size === 0) metrics.delete(key);
    }
  };

  return {
    put: ({ metric, value, at }) => {
      prune();
      const key = keyOf(metric);
      const buckets = metrics.get(key) ?? new Map<number, Bucket>();
      const atMinute = Math.floor(at / minute);
      metrics.set(key, buckets.set(atMinute, addTo(buckets.get(atMinute), value)));
    },
    read: ({ metric, statistic, periodSeconds }, { from, to }) => {
      const buckets = metrics.get(keyOf(metric));
      const length = periodSeconds / 60;
      const last = Math.floor(to / minute);
      const count = Math.max(0, Math.ceil((last - Math.floor(from / minute)) / length));
      return Array.from({ length: count }, (_, index) => {
        const begin = last - (count - index) * length;
        const own = Array.from({ length }, (_, i) => buckets?.get(begin + i)).filter(
          (each) => each !== undefined,
        );
        return own.length === 0 ? undefined : statisticOf(own, statistic);
      });
    },
  };
}
