import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alarmProperties, toMetricAlarm } from '../../sandbox/cloudwatch/alarm.ts';
import { AlarmRuleError, readAlarmRule } from '../../sandbox/cloudwatch/alarm-rule.ts';
import { createCloudWatch } from '../../sandbox/cloudwatch/cloudwatch.ts';
import { readEmbeddedMetrics } from '../../sandbox/cloudwatch/embedded-metrics.ts';
import { MetricMathError, readMetricMath } from '../../sandbox/cloudwatch/metric-math.ts';
import { queueMetricsOf } from '../../sandbox/cloudwatch/queue-metrics.ts';

const minute = 60_000;
const start = Date.UTC(2026, 0, 5, 3, 0);
const service = { namespace: 'SafetyZone', name: 'AlertsFailed', dimensions: { service: 'raise-alert' } };

const emf = (value: number | readonly number[], at = start) =>
  JSON.stringify({
    _aws: {
      Timestamp: at,
      CloudWatchMetrics: [
        {
          Namespace: 'SafetyZone',
          Dimensions: [['service']],
          Metrics: [{ Name: 'AlertsFailed', Unit: 'Count' }],
        },
      ],
    },
    service: 'raise-alert',
    AlertsFailed: value,
  });

function makeAlarm(overrides: Readonly<Record<string, unknown>> = {}) {
  const properties = {
    ...{ AlarmName: 'Failing', ComparisonOperator: 'GreaterThanOrEqualToThreshold', EvaluationPeriods: 1 },
    ...{ Threshold: 2, TreatMissingData: 'notBreaching', Statistic: 'Sum', Period: 60 },
    ...{ Namespace: service.namespace, MetricName: service.name },
    Dimensions: [{ Name: 'service', Value: 'raise-alert' }],
    ...overrides,
  };
  return toMetricAlarm(alarmProperties.parse(properties), 'a name');
}

/** A local CloudWatch whose clock stands where it is set, in minutes from the start. */
function makeCloudWatch() {
  let at = start;
  const cloudWatch = createCloudWatch(() => at);
  return {
    ...cloudWatch,
    setMinute: (minutes: number) => {
      at = start + minutes * minute;
    },
    put: (minutes: number, value: number) =>
      cloudWatch.put({ metric: service, value, at: start + minutes * minute }),
    stateOf: (arn: string) => cloudWatch.alarms().find((alarm) => alarm.arn === arn)?.state,
  };
}

describe('the metrics of a line', () => {
  it('are read with their dimensions, one datum for each value', () => {
    expect(readEmbeddedMetrics(emf([1, 2]))).toEqual([
      { metric: service, value: 1, at: start },
      { metric: service, value: 2, at: start },
    ]);
  });

  it('are none in any other line', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (line) => readEmbeddedMetrics(line).length === 0),
    );
    expect(readEmbeddedMetrics('{"CloudWatchMetrics":')).toEqual([]);
  });

  it('are counted of each invocation, with its error and duration', () => {
    const { accept, metrics } = makeCloudWatch();
    const line = JSON.stringify({ type: 'platform.report', status: 'Runtime.ExitError', durationMs: 120 });
    accept({ functionName: 'raise', requestId: undefined, line });
    const read = (name: string, dimensions: Readonly<Record<string, string>>) =>
      metrics.read(
        { metric: { namespace: 'AWS/Lambda', name, dimensions }, statistic: 'Sum', periodSeconds: 60 },
        { from: start, to: start + minute },
      );

    expect(read('Errors', { FunctionName: 'raise' })).toEqual([1]);
    expect(read('Duration', {})).toEqual([120]);
  });
});

describe('the metrics of a queue', () => {
  it('leave out of the age what is delayed on purpose and what was handed out often', () => {
    const held = (ageSeconds: number, approximateReceiveCount = 1) => ({
      ...{ sentTimestamp: start - ageSeconds * 1000, approximateReceiveCount },
    });
    const contents = {
      ready: [held(40), held(900, 4)],
      delayed: [{ ...held(300), delayUntil: start + 1 }],
      inflight: [{ message: held(20), visibilityDeadline: start + 1 }],
    };

    const values = queueMetricsOf('presses', contents, start).map(({ metric, value }) => [
      metric.name,
      value,
    ]);

    expect(Object.fromEntries(values)).toEqual({
      ApproximateNumberOfMessagesVisible: 2,
      ApproximateNumberOfMessagesNotVisible: 1,
      ApproximateNumberOfMessagesDelayed: 1,
      ApproximateAgeOfOldestMessage: 40,
    });
  });
});

describe('a statistic over minutes', () => {
  it.each([
    ['Sum', 110],
    ['Average', 27.5],
    ['Minimum', 1],
    ['Maximum', 100],
    ['SampleCount', 4],
    ['p50', 4],
    ['p95', 100],
  ])('%s of a period is %d', (statistic, expected) => {
    const { put, metrics } = makeCloudWatch();
    for (const [at, value] of [
      [0, 1],
      [1, 4],
      [4, 5],
      [4.5, 100],
    ] as const)
      put(at, value);

    const values = metrics.read(
      { metric: service, statistic, periodSeconds: 300 },
      { from: start - 5 * minute, to: start + 5 * minute },
    );

    expect(values).toEqual([undefined, expected]);
  });
});

describe('metric math', () => {
  const series = new Map([
    ['a', [1, undefined, 3, 0]],
    ['b', [2, 4, undefined, 0]],
  ]);

  it.each([
    ['a + 2 * b', [5, undefined, undefined, 0]],
    ['100 * a / b', [50, undefined, undefined, undefined]],
    ['FILL(a, 0) - FILL(b, 0)', [-1, -4, 3, 0]],
    ['FILL(a, REPEAT)', [1, 1, 3, 0]],
    ['-(a - 1)', [-0, undefined, -2, 1]],
  ])('calculates %s', (expression, expected) => {
    expect(readMetricMath(expression)(series).map((each) => (each === 0 ? 0 : each))).toEqual(
      expected.map((each) => (each === 0 ? 0 : each)),
    );
  });

  it('refuses what it cannot calculate, and never fails otherwise', () => {
    expect(() => readMetricMath('ANOMALY_DETECTION_BAND(a)')).toThrow(MetricMathError);
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          readMetricMath(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MetricMathError);
        }
      }),
    );
  });
});

describe('the rule of a composite alarm', () => {
  it.each([
    ['ALARM("a") OR ALARM("b")', true],
    ['ALARM("a") AND ALARM(b)', false],
    ['(ALARM("a") OR ALARM("b")) AND NOT OK("a")', true],
    ['INSUFFICIENT_DATA("c") AND TRUE', true],
  ])('%s is %s while a rings, b is well and c unknown', (rule, expected) => {
    const states = { a: 'ALARM', b: 'OK' } as const;

    const holds = readAlarmRule(rule)((name) => states[name as 'a' | 'b'] ?? 'INSUFFICIENT_DATA');

    expect(holds).toBe(expected);
  });

  it('is refused when it cannot be read, and never fails otherwise', () => {
    expect(() => readAlarmRule('ALARM("a") ALARM("b")')).toThrow(AlarmRuleError);
    expect(() => readAlarmRule('ALARM(')).toThrow(AlarmRuleError);
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          readAlarmRule(text);
        } catch (error) {
          expect(error).toBeInstanceOf(AlarmRuleError);
        }
      }),
    );
  });
});

describe('an alarm', () => {
  it('rings when the last whole minute reaches the threshold, and is well again after it', () => {
    const cloudWatch = makeCloudWatch();
    cloudWatch.addAlarm('arn', makeAlarm());
    cloudWatch.put(1, 2);

    cloudWatch.setMinute(0.5);
    expect(cloudWatch.stateOf('arn')).toBe('INSUFFICIENT_DATA');
    cloudWatch.setMinute(1.5);
    expect(cloudWatch.stateOf('arn')).toBe('OK');
    cloudWatch.setMinute(2);
    expect(cloudWatch.alarms()).toMatchObject([
      { state: 'ALARM', since: start + 2 * minute, isBlind: false },
    ]);
    cloudWatch.setMinute(3);
    expect(cloudWatch.stateOf('arn')).toBe('OK');
  });

  it('waits for as many periods as it asks for', () => {
    const cloudWatch = makeCloudWatch();
    cloudWatch.addAlarm('arn', makeAlarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 }));
    cloudWatch.put(1, 2);
    cloudWatch.put(3, 2);

    cloudWatch.setMinute(3);
    expect(cloudWatch.stateOf('arn')).toBe('OK');
    cloudWatch.setMinute(4);
    expect(cloudWatch.stateOf('arn')).toBe('ALARM');
  });

  it.each([
    ['breaching', 'ALARM'],
    ['notBreaching', 'OK'],
    ['ignore', 'INSUFFICIENT_DATA'],
    ['missing', 'INSUFFICIENT_DATA'],
  ])('without any data is, with missing data %s, %s', (TreatMissingData, expected) => {
    const cloudWatch = makeCloudWatch();
    cloudWatch.addAlarm('arn', makeAlarm({ TreatMissingData, ComparisonOperator: 'LessThanThreshold' }));

    cloudWatch.setMinute(2);

    expect(cloudWatch.stateOf('arn')).toBe(expected);
  });

  it('is judged on what is calculated of several metrics', () => {
    const stat = (Id: string, Stat: string) => ({
      ...{ Id, ReturnData: false },
      MetricStat: {
        Metric: {
          ...{ Namespace: service.namespace, MetricName: service.name },
          Dimensions: [{ Name: 'service', Value: 'raise-alert' }],
        },
        ...{ Period: 60, Stat },
      },
    });
    const Metrics = [
      { Id: 'e', Expression: 'most - least' },
      stat('most', 'Maximum'),
      stat('least', 'Minimum'),
    ];
    const cloudWatch = makeCloudWatch();
    cloudWatch.addAlarm('arn', makeAlarm({ Metrics, MetricName: undefined, Namespace: undefined }));
    cloudWatch.put(1, 7);
    cloudWatch.put(1, 9);

    cloudWatch.setMinute(2);

    expect(cloudWatch.stateOf('arn')).toBe('ALARM');
  });

  it('is blind to what nothing on this machine writes', () => {
    const cloudWatch = makeCloudWatch();
    cloudWatch.addAlarm('arn', makeAlarm({ Namespace: 'AWS/Lambda', MetricName: 'Throttles' }));

    expect(cloudWatch.alarms()).toMatchObject([{ isBlind: true }]);
  });

  it('makes the composite ring that stands on it', () => {
    const cloudWatch = makeCloudWatch();
    cloudWatch.addAlarm('arn', makeAlarm());
    cloudWatch.addComposite('down', { name: 'Down', description: '', rule: 'ALARM("arn")' });
    cloudWatch.put(1, 2);

    cloudWatch.setMinute(2);

    expect(cloudWatch.stateOf('down')).toBe('ALARM');
  });
});
