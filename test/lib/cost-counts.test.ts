import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AssumptionId, assumptions } from '../../tools/cost/assumptions.ts';
import { metricsOfFunction } from './emitted-metrics.ts';
import { makeStack } from './make-stack.ts';

const { template } = makeStack();
const of = (type: string) => Object.values(template.findResources(type));
const alarmMetrics = z.looseObject({
  Properties: z.looseObject({ Metrics: z.array(z.looseObject({})).default([{ MetricStat: {} }]) }),
});
const metricsOf = (alarm: unknown) =>
  alarmMetrics.parse(alarm).Properties.Metrics.filter((metric) => 'MetricStat' in metric).length;

/** What tools/cost/assumptions.ts counted in the template. */
const counted: Partial<Record<AssumptionId, number>> = {
  alarmMetrics: of('AWS::CloudWatch::Alarm').reduce((sum, alarm) => sum + metricsOf(alarm), 0),
  compositeAlarms: of('AWS::CloudWatch::CompositeAlarm').length,
  dashboards: of('AWS::CloudWatch::Dashboard').length,
  queuesRead: of('AWS::Lambda::EventSourceMapping').length,
  metricsOfZone: globSync('lambdas/*/*.handler.ts')
    .map((path) => metricsOfFunction(basename(path, '.handler.ts')).size)
    .reduce((sum, size) => sum + size, 0),
};

/** What one more costs in a month, about (USD): a poll that is read, an alarm, a dashboard. */
const usdOfOne: Partial<Record<AssumptionId, number>> = {
  alarmMetrics: 0.1,
  compositeAlarms: 0.5,
  dashboards: 3,
  queuesRead: 0.3,
  metricsOfZone: 0.3,
};

describe('the counts of zone cost', () => {
  // If this fails: put the new count into tools/cost/assumptions.ts, and the bill into docs/cost.md as it says.
  it.each(Object.entries(counted))('%s moves the bill by less than ten dollars', (id, count) => {
    const { value } = assumptions[id as AssumptionId];
    const usd = Math.abs(count - value) * (usdOfOne[id as AssumptionId] ?? 0);

    expect(usd, `${id}: ${count} in the template, ${value} assumed`).toBeLessThan(10);
  });
});
