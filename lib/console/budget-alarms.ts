import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { SpendingPlan } from '../budget.ts';
import type { AlarmDefinition } from './alarm.ts';
import { zoneMetric } from './metrics.ts';

const monthDays = 30;
const period = Duration.days(1);
/** One busy day is made good by the others. */
const tolerance = 1.25;

/**
 * What a day cost, by the forecast's own prices: AWS's bill is known a day later, and as a metric in another Region
 * alone.
 */
export function budgetAlarm({
  budgetUsd,
  usdPerFrame,
  usdPerPaidCall,
  restUsd,
}: SpendingPlan): AlarmDefinition {
  const frames = (service: string) => zoneMetric(Metric.framesWatched, { service, period });
  return {
    ...{ id: 'SpendAhead', severity: 'warning', unit: 'USD a day' },
    metric: new MathExpression({
      expression: `${decimal(restUsd / monthDays)} + ${decimal(usdPerFrame)} * (FILL(live, 0) + FILL(late, 0)) + ${decimal(usdPerPaidCall)} * FILL(calls, 0)`,
      usingMetrics: {
        live: frames('watch-camera'),
        late: frames('catch-up-camera'),
        calls: zoneMetric(Metric.paidCalls, { service: 'identify-face', period }),
      },
      period,
    }),
    threshold: Math.round((100 * tolerance * budgetUsd) / monthDays) / 100,
    reason: 'a quarter more than a day’s part of the budget; one busy day is made good by others',
    what: {
      en: 'A day of the zone cost clearly more than its part of the month’s budget.',
      th: 'ค่าใช้จ่ายของวันนี้สูงกว่าส่วนแบ่งรายวันของงบประมาณประจำเดือนอย่างชัดเจน',
    },
  };
}

/** Without an exponent, which metric math does not read. */
const decimal = (value: number) => value.toFixed(12).replace(/\.?0+$/, '');
