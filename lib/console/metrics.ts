import { Duration } from 'aws-cdk-lib';
import { Metric as CloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { type Metric, metricNamespace } from '../../lambdas/zone/metrics.ts';

export interface ZoneMetricProps {
  /** The function that writes it, as its handler is called: `raise-alert`. */
  readonly service: string;
  /** @default Sum */
  readonly statistic?: 'Sum' | 'Maximum' | 'Minimum' | 'Average' | 'SampleCount' | 'p95';
  /** @default 1 minute */
  readonly period?: Duration;
}

/** A metric of the contract, as one function writes it for the whole zone. */
export function zoneMetric(metricName: Metric, props: ZoneMetricProps): CloudWatchMetric {
  const { service, statistic = 'Sum', period = Duration.minutes(1) } = props;
  return new CloudWatchMetric({
    ...{ namespace: metricNamespace, metricName, dimensionsMap: { service } },
    ...{ statistic, period },
  });
}
