import { Duration } from 'aws-cdk-lib';
import { Metric as CloudWatchMetric, MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { AlarmDefinition } from './alarm.ts';
import { zoneMetric } from './metrics.ts';

/** What the hourly test says of the way to people, and what keeps alerts from them beside it. */
export const pathAlarms = (): readonly AlarmDefinition[] => [...probing(), ...reaching(), ...linking()];

const hourly = (metric: Metric) =>
  zoneMetric(metric, { service: 'probe-alarm-path', statistic: 'Maximum', period: Duration.hours(1) });

function probing(): readonly AlarmDefinition[] {
  return [
    {
      ...{ id: 'ProbeFailed', severity: 'critical', metric: hourly(Metric.probesFailed), threshold: 1 },
      unit: 'test presses',
      reason: 'real presses may fare the same',
      what: {
        en: 'The hourly test press came late (over 10 s) or not at all.',
        th: 'การทดสอบปุ่ม SOS ประจำชั่วโมงมาช้า (เกิน 10 วินาที) หรือไม่มา',
      },
    },
    {
      ...{ id: 'ProbeSilent', severity: 'critical', threshold: 1, unit: 'test presses', isBelow: true },
      metric: hourly(Metric.probesFailed).with({ statistic: 'SampleCount', period: Duration.hours(2) }),
      isMissingBad: true,
      reason: 'two hourly tests are missing',
      what: {
        en: 'The alarm path has not been tested for two hours; whether it works is not known.',
        th: 'ไม่มีการทดสอบเส้นทางแจ้งเหตุมา 2 ชั่วโมง จึงไม่ทราบว่ายังทำงานอยู่หรือไม่',
      },
    },
  ];
}

function reaching(): readonly AlarmDefinition[] {
  const spent = new CloudWatchMetric({
    ...{ namespace: 'AWS/SNS', metricName: 'SMSMonthToDateSpentUSD' },
    ...{ statistic: 'Maximum', period: Duration.hours(1) },
  });
  return [
    {
      ...{ id: 'SubscriptionsPending', severity: 'warning', threshold: 1, unit: 'recipients' },
      metric: hourly(Metric.subscriptionsPending),
      reason: 'no alert reaches them',
      what: {
        en: 'Recipients have not confirmed their e-mail address.',
        th: 'มีผู้รับที่ยังไม่ยืนยันอีเมล จึงไม่ได้รับการแจ้งเตือน',
      },
    },
    {
      ...{ id: 'SmsSandboxed', severity: 'warning', metric: hourly(Metric.smsSandboxed), threshold: 1 },
      unit: '(0 or 1)',
      reason: 'only verified numbers get alerts then',
      what: {
        en: 'The AWS account is in the SMS sandbox.',
        th: 'บัญชี AWS อยู่ใน SMS sandbox จึงส่งได้เฉพาะหมายเลขที่ยืนยันแล้ว',
      },
    },
    {
      ...{ id: 'SmsSpend', severity: 'warning', threshold: 80, unit: '%' },
      metric: new MathExpression({
        expression: '100 * spent / limit',
        usingMetrics: { spent, limit: hourly(Metric.smsSpendLimit) },
        period: Duration.hours(1),
      }),
      reason: 'at 100 % no SMS is sent any more, and a higher limit takes AWS a day',
      what: {
        en: 'SMS have nearly cost what the account may spend this month.',
        th: 'ค่า SMS เดือนนี้ใกล้ถึงวงเงินของบัญชี',
      },
    },
  ];
}

function linking(): readonly AlarmDefinition[] {
  const ofLinks = (metric: Metric) =>
    zoneMetric(metric, { service: 'acknowledge-incident', period: Duration.minutes(5) });
  return [
    {
      ...{ id: 'LinksFailed', severity: 'warning', metric: ofLinks(Metric.linksFailed), threshold: 3 },
      unit: 'visits',
      reason: 'one visit may meet a short fault, and whoever came tries again',
      what: {
        en: 'The page behind the links of alerts cannot be shown; officers cannot acknowledge there.',
        th: 'หน้ารับทราบเหตุจากลิงก์เปิดไม่ได้ เจ้าหน้าที่รับทราบทางลิงก์ไม่ได้',
      },
    },
    {
      ...{ id: 'LinksRefused', severity: 'warning', metric: ofLinks(Metric.linksRefused), threshold: 100 },
      unit: 'visits',
      reason: 'people with old links make a few; hundreds are somebody who tries out the address',
      what: {
        en: 'Somebody calls the page of links without a valid one, again and again.',
        th: 'มีผู้เรียกหน้ารับทราบเหตุด้วยลิงก์ที่ไม่ถูกต้องจำนวนมาก',
      },
    },
  ];
}
