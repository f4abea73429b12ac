import { z } from 'zod';
import type { MetricStat } from './metric-store.ts';

const dimensions = z
  .array(z.object({ Name: z.string(), Value: z.string() }))
  .default([])
  .transform((list) => Object.fromEntries(list.map(({ Name, Value }) => [Name, Value])));

const query = z.object({
  Id: z.string(),
  Expression: z.string().optional(),
  MetricStat: z
    .object({
      Metric: z.object({ Namespace: z.string(), MetricName: z.string(), Dimensions: dimensions }),
      Period: z.coerce.number(),
      Stat: z.string(),
    })
    .optional(),
  ReturnData: z.boolean().default(true),
});

const comparison = z.enum([
  'GreaterThanOrEqualToThreshold',
  'GreaterThanThreshold',
  'LessThanThreshold',
  'LessThanOrEqualToThreshold',
]);

const missing = z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing');

/** AWS::CloudWatch::Alarm on a metric or on metric math. */
export const alarmProperties = z.object({
  AlarmName: z.string().optional(),
  AlarmDescription: z.string().default(''),
  ComparisonOperator: comparison,
  EvaluationPeriods: z.coerce.number(),
  DatapointsToAlarm: z.coerce.number().optional(),
  Threshold: z.coerce.number(),
  TreatMissingData: missing,
  Namespace: z.string().default(''),
  MetricName: z.string().default(''),
  Dimensions: dimensions,
  Period: z.coerce.number().default(60),
  Statistic: z.string().optional(),
  ExtendedStatistic: z.string().optional(),
  Metrics: z.array(query).optional(),
});

/** A metric by its id, or what is calculated of others. */
export type AlarmQuery =
  | ({ readonly id: string } & MetricStat)
  | { readonly id: string; readonly expression: string };

export interface MetricAlarm {
  readonly name: string;
  readonly description: string;
  readonly comparison: z.infer<typeof comparison>;
  readonly threshold: number;
  readonly periods: { readonly breaching: number; readonly of: number };
  readonly periodSeconds: number;
  readonly missing: z.infer<typeof missing>;
  readonly queries: readonly AlarmQuery[];
  /** Id of the query that is judged. */
  readonly judged: string;
}

/** `name`: where the template gives none. */
export function toMetricAlarm(properties: z.infer<typeof alarmProperties>, name: string): MetricAlarm {
  const { Metrics, EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods } = properties;
  const queries = Metrics === undefined ? [onlyQuery(properties)] : Metrics.map(toQuery);
  const judged = Metrics?.find(({ ReturnData }) => ReturnData)?.Id ?? 'm1';
  const periodSeconds = Math.max(...queries.map((each) => ('expression' in each ? 0 : each.periodSeconds)));
  return {
    name: properties.AlarmName ?? name,
    description: properties.AlarmDescription,
    comparison: properties.ComparisonOperator,
    threshold: properties.Threshold,
    periods: { breaching: DatapointsToAlarm, of: EvaluationPeriods },
    missing: properties.TreatMissingData,
    ...{ periodSeconds, queries, judged },
  };
}

function onlyQuery(properties: z.infer<typeof alarmProperties>): AlarmQuery {
  const { Namespace, MetricName, Dimensions, Period, Statistic, ExtendedStatistic } = properties;
  return {
    id: 'm1',
    metric: { namespace: Namespace, name: MetricName, dimensions: Dimensions },
    statistic: Statistic ?? ExtendedStatistic ?? 'Sum',
    periodSeconds: Period,
  };
}

function toQuery({ Id: id, Expression, MetricStat: stat }: z.infer<typeof query>): AlarmQuery {
  if (stat === undefined) return { id, expression: Expression ?? '' };
  const { Namespace: namespace, MetricName: name, Dimensions } = stat.Metric;
  return {
    ...{ id, statistic: stat.Stat, periodSeconds: stat.Period },
    metric: { namespace, name, dimensions: Dimensions },
  };
}
