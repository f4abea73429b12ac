import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { Alerts } from '../alerts.ts';
import type { AlarmDefinition } from './alarm.ts';
import { zoneMetric } from './metrics.ts';

export interface PressAlarmParts {
  readonly pressQueue: Queue;
  readonly alerts: Pick<Alerts, 'sosQueue' | 'queue' | 'sosEscalationQueue' | 'topics'>;
}

/** The way of a press to a person, hop by hop. */
export function pressAlarms({ pressQueue, alerts }: PressAlarmParts): readonly AlarmDefinition[] {
  return [...receiving(pressQueue), ...telling(alerts), ...escalating(alerts.sosEscalationQueue)];
}

const twoOfThree = { breaching: 2, of: 3 };

/** Of the messages that could be received; SQS leaves out those that were handed out often (they end as dead letters). */
const ageOf = (queue: Queue) =>
  queue.metricApproximateAgeOfOldestMessage({ period: Duration.minutes(1), statistic: 'Maximum' });

/** Those that nobody took: unlike the age it leaves out what is delayed on purpose. */
const waitingIn = (queue: Queue) =>
  queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1), statistic: 'Minimum' });

function receiving(pressQueue: Queue): readonly AlarmDefinition[] {
  const service = 'receive-pole-message';
  const refused = zoneMetric(Metric.poleMessagesRefused, { service });
  const failed = zoneMetric(Metric.messagesFailed, { service });
  return [
    {
      ...{ id: 'PressesWait', severity: 'critical', metric: ageOf(pressQueue), threshold: 60, unit: 's' },
      reason: 'a press takes under a second; a first repeat comes after 30',
      what: {
        en: 'Presses of SOS buttons lie in their queue and are not handled.',
        th: 'สัญญาณจากปุ่ม SOS ค้างอยู่ในคิว ยังไม่ได้รับการดำเนินการ',
      },
    },
    {
      ...{ id: 'PressesFail', severity: 'critical', threshold: 1, unit: 'messages', periods: twoOfThree },
      metric: new MathExpression({
        expression: 'FILL(failed, 0) - FILL(refused, 0)',
        usingMetrics: { failed, refused },
        period: Duration.minutes(1),
      }),
      reason: 'one failure is made good by the repeat, two minutes of them are not',
      what: {
        en: 'Messages from SOS poles, presses maybe among them, fail again and again.',
        th: 'ข้อความจากเสา SOS ซึ่งอาจเป็นการกดปุ่ม ดำเนินการไม่สำเร็จซ้ำ ๆ',
      },
    },
    {
      ...{ id: 'PoleMessagesRefused', severity: 'critical', metric: refused, threshold: 1, unit: 'messages' },
      reason: 'no pole in order sends one, and it may stand for a press',
      what: {
        en: 'A pole sent what cannot be understood; somebody may have called for help.',
        th: 'เสา SOS ส่งข้อความที่อ่านไม่ได้ อาจมีผู้ขอความช่วยเหลือ',
      },
    },
  ];
}

function telling({ sosQueue, queue, topics }: PressAlarmParts['alerts']): readonly AlarmDefinition[] {
  return [
    {
      ...{ id: 'AlertsFailed', severity: 'critical', threshold: 1, unit: 'alerts' },
      metric: zoneMetric(Metric.alertsFailed, { service: 'raise-alert' }),
      reason: 'each was tried three times by then, and people wait',
      what: {
        en: 'SNS did not take an alert; nobody has been told by it yet.',
        th: 'ส่งการแจ้งเตือนผ่าน SNS ไม่สำเร็จ ยังไม่มีผู้ได้รับแจ้ง',
      },
    },
    {
      ...{ id: 'SosAlertsWait', severity: 'critical', metric: ageOf(sosQueue), threshold: 60, unit: 's' },
      reason: 'an alert of a press takes under a second; a first repeat comes after 30',
      what: {
        en: 'Alerts of SOS presses lie in their queue and are not sent.',
        th: 'การแจ้งเตือน SOS ค้างอยู่ในคิว ยังไม่ได้ส่ง',
      },
    },
    {
      ...{ id: 'AlertsWait', severity: 'warning', metric: waitingIn(queue), threshold: 1, unit: 'messages' },
      periods: { breaching: 10, of: 10 },
      reason: 'a burst is sent within minutes, so what waits for ten is stuck',
      what: {
        en: 'Alerts of matches and devices have not been sent for ten minutes.',
        th: 'การแจ้งเตือนบุคคล ทะเบียนรถ หรืออุปกรณ์ ไม่ถูกส่งมา 10 นาที',
      },
    },
    ...Object.entries(topics).map(
      ([name, topic]): AlarmDefinition => ({
        ...{ id: 'DeliveryFailed', of: name, severity: name === 'sos' ? 'critical' : 'warning' },
        metric: topic.metricNumberOfNotificationsFailed({ period: Duration.minutes(5), statistic: 'Sum' }),
        ...{ threshold: 1, unit: 'messages' },
        reason: 'SNS itself tries again before it counts one',
        what: {
          en: `An alert was published (topic ${name}), and somebody’s phone or mailbox did not take it.`,
          th: `ส่งการแจ้งเตือนแล้ว (${name}) แต่โทรศัพท์หรืออีเมลของผู้รับบางรายไม่ได้รับ`,
        },
      }),
    ),
  ];
}

function escalating(queue: Queue): readonly AlarmDefinition[] {
  const service = 'escalate-incident';
  return [
    {
      ...{ id: 'IncidentsUnanswered', severity: 'critical', threshold: 1, unit: 'incidents' },
      metric: zoneMetric(Metric.incidentsUnanswered, { service }),
      reason: 'every tier and repetition was told by then',
      what: {
        en: 'Nobody acknowledged an incident, although everybody on the list was told.',
        th: 'แจ้งครบทุกระดับแล้ว แต่ยังไม่มีผู้รับทราบเหตุ',
      },
    },
    {
      ...{ id: 'EscalationStuck', severity: 'critical', metric: waitingIn(queue), threshold: 1 },
      ...{ unit: 'messages', periods: { breaching: 3, of: 3 } },
      reason: 'what is due is read within seconds; what is not due yet does not count',
      what: {
        en: 'The look at whether an SOS was acknowledged is due and does not happen: no further tier is told.',
        th: 'ระบบไม่ได้ตรวจว่ามีผู้รับทราบ SOS หรือไม่ จึงไม่แจ้งระดับถัดไป',
      },
    },
    {
      ...{ id: 'EscalationFails', severity: 'critical', threshold: 1, unit: 'messages', periods: twoOfThree },
      metric: zoneMetric(Metric.messagesFailed, { service }),
      reason: 'one failure is made good by the repeat, two minutes of them are not',
      what: {
        en: 'The escalation of incidents fails again and again: no further tier is told.',
        th: 'การยกระดับเหตุล้มเหลวซ้ำ ๆ ระดับถัดไปไม่ได้รับแจ้ง',
      },
    },
  ];
}
