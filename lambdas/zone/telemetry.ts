import type { LogEvent } from './log-events.ts';
import type { Metric } from './metrics.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What a number is about, when it is told apart by more than the function. Each value is a metric of its own, and paid for. */
export interface MetricOf {
  readonly camera: string;
  readonly heading?: string;
  /** When it happened (epoch ms), within the last two weeks; left out: now. */
  readonly at?: number;
}

/** What use cases tell about themselves: events for people who search logs, metrics for alarms. */
export interface Telemetry {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields, cause?: unknown): void;
  /** Adds `value` (default 1) to a metric; metrics ending in `Seconds` are durations. */
  measure(metric: Metric, value?: number, of?: MetricOf): void;
}
