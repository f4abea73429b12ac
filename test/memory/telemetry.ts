import type { LogEvent } from '../../lambdas/zone/log-events.ts';
import type { Metric } from '../../lambdas/zone/metrics.ts';
import type { LogFields, MetricOf, Telemetry } from '../../lambdas/zone/telemetry.ts';

export interface MemoryTelemetry extends Telemetry {
  readonly lines: readonly {
    readonly level: 'info' | 'warn' | 'error';
    readonly event: LogEvent;
    readonly fields: LogFields;
  }[];
  readonly measured: readonly { readonly metric: Metric; readonly value: number; readonly of?: MetricOf }[];
  /** The events told, in order. */
  events(): readonly LogEvent[];
  /** All that was measured of one metric, added up. */
  total(metric: Metric): number;
}

export function memoryTelemetry(): MemoryTelemetry {
  const lines: MemoryTelemetry['lines'][number][] = [];
  const measured: MemoryTelemetry['measured'][number][] = [];
  return {
    lines,
    measured,
    info: (event, fields = {}) => lines.push({ level: 'info', event, fields }),
    warn: (event, fields = {}) => lines.push({ level: 'warn', event, fields }),
    error: (event, fields = {}) => lines.push({ level: 'error', event, fields }),
    measure: (metric, value = 1, of) =>
      measured.push(of === undefined ? { metric, value } : { metric, value, of }),
    events: () => lines.map((line) => line.event),
    total: (metric) => measured.filter((m) => m.metric === metric).reduce((sum, m) => sum + m.value, 0),
  };
}
