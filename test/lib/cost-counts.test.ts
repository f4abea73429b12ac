import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type AssumptionId, assumptions } from '../../tools/cost/assumptions.ts';
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
};

describe('the counts of zone cost', () => {
  // An alarm costs ten cents: what is off by less than a fifth moves no bill.
  it.each(Object.entries(counted))('%s are those of the template, about', (id, count) => {
    const { value } = assumptions[id as AssumptionId];

    expect(Math.abs(count - value) / value, `${id}: ${count} in the template`).toBeLessThan(0.2);
  });
});
