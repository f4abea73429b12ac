import type { LogEvent } from './log-events.ts';
import type { Metric } from './metrics.ts';

export type LogFields = Readonly<Record<string, string | number | boolean | readonly string[] | undefined>>;

/** What use cases tell about themselves: events for people who search logs, metrics for alarms. */
export interface Telemetry {
  info(event: LogEvent, fields?: LogFields): void;
  warn(event: LogEvent, fields?: LogFields): void;
  error(event: LogEvent, fields?: LogFields, cause?: unknown): void;
  /** Adds `value` (default 1) to a metric; metrics ending in `Seconds` are durations. */
  measure(metric: Metric, value?: number): void;
}
