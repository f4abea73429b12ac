import { Duration } from 'aws-cdk-lib';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { AlarmDefinition } from './alarm.ts';
import { zoneMetric } from './metrics.ts';

const period = Duration.minutes(15);

/** What those meet who work with the zone: operators at the console, visitors of the poll, installers at a pole. */
export function peopleAlarms(): readonly AlarmDefinition[] {
  return [
    ...['show-zone', 'operate-incidents', 'search-zone', 'keep-watchlist'].map(
      (service): AlarmDefinition => ({
        ...{ id: 'WidgetsFail', of: service, severity: 'warning', threshold: 3, unit: 'widgets' },
        metric: zoneMetric(Metric.widgetsFailed, { service, period }),
        reason: 'the console asks again by itself, which makes good one or two',
        what: {
          en: `Widgets of the control room (${service}) cannot be shown or do not do what operators ask.`,
          th: `วิดเจ็ตของห้องควบคุม (${service}) แสดงไม่ได้หรือไม่ทำตามคำสั่ง`,
        },
      }),
    ),
    {
      ...{ id: 'PollFails', severity: 'warning', threshold: 5, unit: 'visits' },
      metric: zoneMetric(Metric.pollsFailed, { service: 'serve-poll', period }),
      reason: 'one visit may meet a short fault, and whoever came sends again',
      what: {
        en: 'The page of the poll cannot be shown, or answers cannot be kept.',
        th: 'หน้าแบบสอบถามเปิดไม่ได้ หรือบันทึกคำตอบไม่ได้',
      },
    },
    {
      ...{ id: 'PollCapped', severity: 'warning', threshold: 20, unit: 'answers' },
      metric: zoneMetric(Metric.pollAnswersCapped, { service: 'serve-poll', period }),
      reason: 'a crowd at one poster makes a few; more is a script, or limits that are too low',
      what: {
        en: 'Answers to the poll are refused because so many come within an hour.',
        th: 'แบบสอบถามปฏิเสธคำตอบ เพราะมีเข้ามามากเกินไปในหนึ่งชั่วโมง',
      },
    },
    {
      ...{ id: 'PolesNotAdmitted', severity: 'warning', threshold: 1, unit: 'requests' },
      metric: zoneMetric(Metric.polesNotAdmitted, { service: 'admit-pole', period }),
      reason: 'an installer with a fresh claim and a pole of the zone file is never refused',
      what: {
        en: 'Somebody asked for the certificate of a pole and was refused.',
        th: 'มีผู้ขอใบรับรองของเสา SOS และถูกปฏิเสธ',
      },
    },
  ];
}
