import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { metricNamespace } from '../zone/metrics.ts';
import type { MetricOf, Telemetry } from '../zone/telemetry.ts';

/** Telemetry as JSON log lines and CloudWatch embedded metrics; `flush` must be called once per invocation. */
export interface LambdaTelemetry extends Telemetry {
  readonly logger: Logger;
  flush(): void;
}

export function lambdaTelemetry(functionName: string): LambdaTelemetry {
  const logger = new Logger({ serviceName: functionName });
  const metrics = new Metrics({ namespace: metricNamespace, serviceName: functionName });
  return {
    logger,
    info: (event, fields) => logger.info(event, { event, ...fields }),
    warn: (event, fields) => logger.warn(event, { event, ...fields }),
    error: (event, fields, cause) =>
      logger.error(event, { event, ...fields, ...(cause === undefined ? {} : { error: asError(cause) }) }),
    measure: (metric, value = 1, of) =>
      (of === undefined ? metrics : metricsOf(metrics, of)).addMetric(
        metric,
        metric.endsWith('Seconds') ? MetricUnit.Seconds : MetricUnit.Count,
        value,
      ),
    flush: () => {
      metrics.publishStoredMetrics();
    },
  };
}

/** Goes out by itself, so that its dimensions and time reach no other metric. */
function metricsOf(metrics: Metrics, { camera, heading, at }: MetricOf): Metrics {
  const single = metrics.singleMetric();
  single.addDimension('camera', camera);
  if (heading !== undefined) single.addDimension('heading', heading);
  if (at !== undefined) single.setTimestamp(at);
  return single;
}

function asError(cause: unknown): Error {
  return cause instanceof Error ? cause : new Error(String(cause));
}
