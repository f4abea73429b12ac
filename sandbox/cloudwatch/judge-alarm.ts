import type { MetricAlarm } from './alarm.ts';
import type { AlarmState } from './alarm-rule.ts';
import type { Series } from './metric-math.ts';

type Rule = Pick<MetricAlarm, 'comparison' | 'threshold' | 'periods' | 'missing'>;

/**
 * The state that the last periods give an alarm, oldest first; `before` is what it was.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/alarms-and-missing-data.html
 */
export function judgeAlarm(rule: Rule, values: Series, before: AlarmState): AlarmState {
  const { periods, missing } = rule;
  const judged = values.slice(-periods.of);
  const isEmpty = judged.every((value) => value === undefined);
  if (isEmpty && missing === 'missing') return 'INSUFFICIENT_DATA';
  if (isEmpty && missing === 'ignore') return before;
  const breaching = judged.filter((value) =>
    value === undefined ? missing === 'breaching' : isBreaching(rule, value),
  );
  return breaching.length >= periods.breaching ? 'ALARM' : 'OK';
}

function isBreaching({ comparison, threshold }: Rule, value: number): boolean {
  switch (comparison) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= threshold;
    case 'GreaterThanThreshold':
      return value > threshold;
    case 'LessThanThreshold':
      return value < threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= threshold;
  }
}
