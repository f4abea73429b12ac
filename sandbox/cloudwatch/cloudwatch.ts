import type { LambdaLogLine } from '../function-pool.ts';
import type { MetricAlarm } from './alarm.ts';
import { type AlarmState, type RuleHolds, readAlarmRule } from './alarm-rule.ts';
import { readEmbeddedMetrics } from './embedded-metrics.ts';
import { judgeAlarm } from './judge-alarm.ts';
import { lambdaMetricsOf } from './lambda-metrics.ts';
import { type Datum, isKnowable } from './metric.ts';
import { type Calculate, readMetricMath, type Series } from './metric-math.ts';
import { createMetricStore, type MetricStore, type TimeRange } from './metric-store.ts';

export interface CompositeAlarm {
  readonly name: string;
  readonly description: string;
  readonly rule: string;
}

/** An alarm and how it stands. */
export interface AlarmView {
  readonly arn: string;
  readonly name: string;
  readonly description: string;
  readonly state: AlarmState;
  /** Epoch milliseconds. */
  readonly since: number;
  /** Nothing on this machine can write what it is judged on, so its state says nothing. */
  readonly isBlind: boolean;
}

/** Metrics in memory, and the template's alarms judged on them. */
export interface CloudWatch {
  put(datum: Datum): void;
  /** Takes the metrics out of a line that a function logged. */
  accept(line: LambdaLogLine): void;
  readonly metrics: Pick<MetricStore, 'read'>;
  /** Throws MetricMathError when it stands on an expression that the sandbox cannot calculate. */
  addAlarm(arn: string, alarm: MetricAlarm): void;
  /** Throws AlarmRuleError. */
  addComposite(arn: string, alarm: CompositeAlarm): void;
  /** All alarms, as the last whole minute gives them. */
  alarms(): readonly AlarmView[];
}

interface Kept {
  readonly view: AlarmView;
  readonly judge: (before: AlarmState, to: number) => AlarmState;
}

const minute = 60_000;

/** `now` is in epoch milliseconds. */
export function createCloudWatch(now: () => number): CloudWatch {
  const metrics = createMetricStore(now);
  const kept = new Map<string, Kept>();
  let judgedAt = 0;

  const stateOf = (nameOrArn: string): AlarmState =>
    (kept.get(nameOrArn) ?? [...kept.values()].find(({ view }) => view.name === nameOrArn))?.view.state ??
    'INSUFFICIENT_DATA';

  const add = (
    arn: string,
    alarm: Pick<AlarmView, 'name' | 'description' | 'isBlind'>,
    judge: Kept['judge'],
  ) => {
    const { name, description, isBlind } = alarm;
    const view = { arn, name, description, isBlind, state: 'INSUFFICIENT_DATA' as const, since: now() };
    kept.set(arn, { judge, view });
  };

  /** What goes on at this instant is not over: CloudWatch judges whole minutes, too. */
  const judgeAll = () => {
    const to = Math.floor(now() / minute) * minute;
    if (to === judgedAt) return;
    judgedAt = to;
    for (const [arn, { view, judge }] of kept) {
      // In its first minute there is nothing to judge.
      if (view.since > to - minute && view.state === 'INSUFFICIENT_DATA') continue;
      const state = judge(view.state, to);
      if (state !== view.state) kept.set(arn, { judge, view: { ...view, state, since: to } });
    }
  };

  return {
    metrics,
    put: metrics.put,
    accept: (line) => {
      for (const datum of readEmbeddedMetrics(line.line)) metrics.put(datum);
      for (const datum of lambdaMetricsOf(line, now())) metrics.put(datum);
    },
    addAlarm: (arn, alarm) => {
      const valuesOf = readQueries(alarm, metrics);
      const isBlind = alarm.queries.some((query) => 'metric' in query && !isKnowable(query.metric));
      const spanMilliseconds = alarm.periods.of * alarm.periodSeconds * 1000;
      add(arn, { ...alarm, isBlind }, (before, to) =>
        judgeAlarm(alarm, valuesOf({ from: to - spanMilliseconds, to }), before),
      );
    },
    addComposite: (arn, { name, description, rule }) => {
      const holds: RuleHolds = readAlarmRule(rule);
      add(arn, { name, description, isBlind: false }, () => (holds(stateOf) ? 'ALARM' : 'OK'));
    },
    alarms: () => {
      judgeAll();
      return [...kept.values()].map(({ view }) => view);
    },
  };
}

/** The values that an alarm is judged on. */
function readQueries({ queries, judged }: MetricAlarm, metrics: MetricStore): (range: TimeRange) => Series {
  const expressions = new Map<string, Calculate>();
  for (const query of queries)
    if ('expression' in query) expressions.set(query.id, readMetricMath(query.expression));
  return (range) => {
    const series = new Map<string, Series>();
    for (const query of queries) if ('metric' in query) series.set(query.id, metrics.read(query, range));
    return expressions.get(judged)?.(series) ?? series.get(judged) ?? [];
  };
}
