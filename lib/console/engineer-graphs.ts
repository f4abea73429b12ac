import { Duration } from 'aws-cdk-lib';
import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { Bilingual } from '../../lambdas/zone/zone-file.ts';
import { type ZoneMetricProps, zoneMetric } from './metrics.ts';

export interface EngineerGraph {
  readonly title: Bilingual;
  readonly left: readonly IMetric[];
}

const fiveMinutes = Duration.minutes(5);
const hour = Duration.hours(1);

/** What engineers watch, in the order in which data flows: what came in, what was made of it, whether people were told. */
export function engineerGraphs(): readonly EngineerGraph[] {
  return [
    ...pressGraphs(),
    {
      title: { th: 'กล้องล่าช้า (วินาที)', en: 'Cameras: lag (s)' },
      left: [of(Metric.watchLagSeconds, 'watch-camera', 'Maximum')],
    },
    {
      title: { th: 'ภาพที่ดู', en: 'Frames watched' },
      left: [of(Metric.framesWatched, 'watch-camera'), of(Metric.framesUnreadable, 'watch-camera')],
    },
    {
      title: { th: 'การพบ', en: 'Sightings' },
      left: [
        of(Metric.sightings, 'watch-camera'),
        of(Metric.platesUnread, 'watch-camera'),
        of(Metric.sightings, 'identify-face'),
        of(Metric.matches, 'identify-face'),
        of(Metric.matches, 'watch-camera'),
      ],
    },
    {
      title: { th: 'การเรียกที่มีค่าใช้จ่าย', en: 'Paid calls' },
      left: [of(Metric.paidCalls, 'identify-face'), of(Metric.paidCallsSaved, 'identify-face')],
    },
    {
      title: { th: 'เสา', en: 'Poles' },
      left: (['polesSilent', 'polesFaulty', 'polesOverdue', 'polesNeverHeard'] as const).map((name) =>
        of(Metric[name], 'check-poles', 'Maximum'),
      ),
    },
    {
      title: { th: 'ทดสอบเส้นทางแจ้งเหตุ (วินาที)', en: 'Test of the alarm path (s)' },
      left: (
        ['probeBrokerSeconds', 'probeIncidentSeconds', 'probeAlertSeconds', 'probeSeconds'] as const
      ).map((name) =>
        zoneMetric(Metric[name], { service: 'probe-alarm-path', statistic: 'Maximum', period: hour }),
      ),
    },
    {
      title: { th: 'ห้องควบคุม', en: 'Control room' },
      left: [of(Metric.widgetsFailed, 'show-zone'), of(Metric.widgetsFailed, 'operate-incidents')],
    },
  ];
}

function pressGraphs(): readonly EngineerGraph[] {
  return [
    {
      title: { th: 'ปุ่มฉุกเฉิน', en: 'Presses' },
      left: [
        of(Metric.pressesReceived, 'receive-pole-message'),
        of(Metric.poleMessagesRefused, 'receive-pole-message'),
      ],
    },
    {
      title: { th: 'การแจ้งเตือน', en: 'Alerts' },
      left: [
        of(Metric.alertsSent, 'raise-alert'),
        of(Metric.alertsHeld, 'raise-alert'),
        of(Metric.alertsFailed, 'raise-alert'),
      ],
    },
    {
      title: { th: 'แจ้งเตือนช้า (วินาที)', en: 'Alert delay (s)' },
      left: [
        of(Metric.alertDelaySeconds, 'raise-alert', 'p95'),
        of(Metric.alertDelaySeconds, 'raise-alert', 'Maximum'),
      ],
    },
    {
      title: { th: 'ไม่มีผู้รับทราบ', en: 'Nobody acknowledged' },
      left: [
        of(Metric.incidentsEscalated, 'escalate-incident'),
        of(Metric.incidentsUnanswered, 'escalate-incident'),
      ],
    },
  ];
}

function of(metric: Metric, service: string, statistic: ZoneMetricProps['statistic'] = 'Sum'): IMetric {
  return zoneMetric(metric, { service, statistic, period: fiveMinutes });
}
