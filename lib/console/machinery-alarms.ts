import { Duration } from 'aws-cdk-lib';
import { Metric as CloudWatchMetric } from 'aws-cdk-lib/aws-cloudwatch';
import type { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { ZoneQueue } from '../zone-queue.ts';
import type { AlarmDefinition, Severity } from './alarm.ts';
import { zoneMetric } from './metrics.ts';

/** A function and the word it is known by in logs: `raise-alert`. */
export interface NamedFunction {
  readonly useCase: string;
  readonly fn: LambdaFunction;
}

const visibleIn = (queue: Queue) =>
  queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Maximum' });

/** One for each queue; those on the way of a press are critical. */
export function deadLetterAlarm(queue: ZoneQueue, name: string, severity: Severity): AlarmDefinition {
  return {
    ...{ id: 'DeadLetters', of: name, severity, metric: visibleIn(queue.deadLetters) },
    ...{ threshold: 1, unit: 'messages' },
    reason: 'each was tried as often as its queue allows',
    what: {
      en: `A message (${queue.carries}) could not be handled and lies in the dead letters of ${name}.`,
      th: `ดำเนินการข้อความไม่สำเร็จ ข้อความค้างอยู่ใน dead letters ของ ${name}`,
    },
  };
}

/** No function reads this queue, so a message in it never reaches its dead letters. */
export function ruleErrorAlarm(errors: Queue): AlarmDefinition {
  return {
    ...{ id: 'RuleErrors', severity: 'critical', metric: visibleIn(errors), threshold: 1, unit: 'messages' },
    reason: 'each may be a press that no function has seen',
    what: {
      en: 'AWS IoT could not deliver a message of a pole to its queue; it may be a press.',
      th: 'AWS IoT ส่งข้อความจากเสา SOS เข้าคิวไม่ได้ อาจเป็นการกดปุ่ม',
    },
  };
}

/** Lambda's own count: it sees time-outs and crashes, of which a function itself can say nothing. */
export function functionFailsAlarm({ fn, useCase }: NamedFunction, severity: Severity): AlarmDefinition {
  return {
    ...{ id: 'FunctionFails', of: useCase, severity, threshold: 3, unit: 'invocations' },
    metric: fn.metricErrors({ period: Duration.minutes(15), statistic: 'Sum' }),
    reason: 'a repeat makes good what fails once or twice',
    what: {
      en: `The function ${useCase} crashed, ran out of time or failed as a whole, several times.`,
      th: `ฟังก์ชัน ${useCase} ล้มเหลวหรือหมดเวลาหลายครั้ง`,
    },
  };
}

export function functionThrottledAlarm({ fn, useCase }: NamedFunction): AlarmDefinition {
  return {
    ...{ id: 'FunctionThrottled', of: useCase, severity: 'critical', threshold: 1, unit: 'invocations' },
    metric: fn.metricThrottles({ period: Duration.minutes(1), statistic: 'Sum' }),
    reason: 'on the way of a press nothing may wait for a place',
    what: {
      en: `The function ${useCase}, on the way of SOS presses, had to wait: the account’s concurrency is used up.`,
      th: `ฟังก์ชัน ${useCase} ในเส้นทาง SOS ต้องรอ เพราะโควตาการทำงานพร้อมกันของบัญชีเต็ม`,
    },
  };
}

export function scheduleStoppedAlarm(
  { fn, useCase }: NamedFunction,
  period: Duration,
  severity: Severity,
): AlarmDefinition {
  return {
    ...{ id: 'ScheduleStopped', of: useCase, severity, threshold: 1, unit: 'invocations', isBelow: true },
    metric: fn.metricInvocations({ period, statistic: 'Sum' }),
    isMissingBad: true,
    reason: 'several of its turns have been left out',
    what: {
      en: `The function ${useCase} is not called any more by its schedule.`,
      th: `ตารางเวลาไม่เรียกฟังก์ชัน ${useCase} แล้ว`,
    },
  };
}

export function accountAlarms(): readonly AlarmDefinition[] {
  return [
    {
      ...{ id: 'AccountThrottled', severity: 'warning', threshold: 50, unit: 'invocations' },
      // Without dimensions: of all functions of the account in this Region.
      metric: new CloudWatchMetric({
        ...{ namespace: 'AWS/Lambda', metricName: 'Throttles', statistic: 'Sum' },
        period: Duration.minutes(15),
      }),
      reason: 'a short burst is made good by repeats',
      what: {
        en: 'Functions of the account had to wait for a place, many times.',
        th: 'ฟังก์ชันในบัญชีต้องรอคิวทำงานหลายครั้ง',
      },
    },
  ];
}

/** Tells nobody: while it rings, devices that are being exchanged are not told as broken. */
export function zoneChangedAlarm(): AlarmDefinition {
  return {
    ...{ id: 'ZoneChanged', severity: 'warning', threshold: 1, unit: 'deployments' },
    metric: zoneMetric(Metric.devicesApplied, {
      ...{ service: 'apply-zone', statistic: 'SampleCount' as const, period: Duration.minutes(15) },
    }),
    reason: 'new devices need some minutes to come up',
    what: {
      en: 'A zone file was deployed less than 15 minutes ago; alarms of many poles at once are held back.',
      th: 'เพิ่งติดตั้งไฟล์พื้นที่ไม่ถึง 15 นาที ระงับสัญญาณเตือนเสา SOS หลายต้นไว้ก่อน',
    },
  };
}
