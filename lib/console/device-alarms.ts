import { Duration } from 'aws-cdk-lib';
import { MathExpression } from 'aws-cdk-lib/aws-cloudwatch';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Metric } from '../../lambdas/zone/metrics.ts';
import type { AlarmDefinition } from './alarm.ts';
import { zoneMetric } from './metrics.ts';

/** Half of all cameras: a line, the power of a street, or Kinesis itself, but no longer single cameras. */
const silentShare = 50;
/** A window lies at most two minutes back before the camera leaves the rest for later (docs/adr/0014). */
const lagSeconds = 120;
const days = (count: number) => ({ breaching: 24 * count, of: 24 * count });

/** Single cameras are incidents of their own; these are of all of them. */
export function cameraAlarms(): readonly AlarmDefinition[] {
  const period = Duration.minutes(5);
  const service = 'watch-camera';
  const windows = zoneMetric(Metric.watchLagSeconds, { service, period, statistic: 'SampleCount' });
  const silent = zoneMetric(Metric.windowsWithoutVideo, { service, period });
  return [
    {
      ...{ id: 'CamerasNotWatched', severity: 'critical', metric: windows, threshold: 1, unit: 'windows' },
      ...{ isBelow: true, isMissingBad: true },
      reason: 'every camera has at least one each minute',
      what: {
        en: 'No camera has been watched for five minutes.',
        th: 'ไม่มีการตรวจภาพจากกล้องใดเลยมา 5 นาที',
      },
    },
    {
      ...{ id: 'CamerasSilent', severity: 'critical', threshold: silentShare, unit: '% of windows' },
      metric: new MathExpression({
        expression: '100 * FILL(silent, 0) / windows',
        usingMetrics: { silent, windows },
        period,
      }),
      periods: { breaching: 2, of: 2 },
      reason: 'half of the zone at once has one cause, and it is not the cameras',
      what: {
        en: 'Half of the cameras or more send no video.',
        th: 'กล้องตั้งแต่ครึ่งหนึ่งขึ้นไปไม่ส่งภาพ',
      },
    },
    {
      ...{ id: 'CamerasBehind', severity: 'warning', threshold: lagSeconds, unit: 's' },
      metric: zoneMetric(Metric.watchLagSeconds, { service, period, statistic: 'Average' }),
      periods: { breaching: 3, of: 3 },
      reason: 'a camera alone may fall behind, the mean of all may not',
      what: {
        en: 'The video is watched more than two minutes late; matches are told late.',
        th: 'ตรวจภาพช้ากว่า 2 นาที การแจ้งเตือนจะล่าช้า',
      },
    },
  ];
}

/** Single poles are incidents of their own; these are of all of them. */
export function poleAlarms(poleCount: number): readonly AlarmDefinition[] {
  const gauge = (metric: Metric, statistic: 'Minimum' | 'SampleCount', period: Duration) =>
    zoneMetric(metric, { service: 'check-poles', statistic, period });
  const hours = Duration.hours(1);
  return [
    {
      ...{ id: 'PolesNotChecked', severity: 'critical', threshold: 1, unit: 'checks', isBelow: true },
      metric: gauge(Metric.polesSilent, 'SampleCount', Duration.minutes(5)),
      isMissingBad: true,
      reason: 'there is one each minute',
      what: {
        en: 'No pole has been checked for five minutes; a broken one would not be noticed.',
        th: 'ไม่มีการตรวจเสา SOS มา 5 นาที หากเสาเสียจะไม่ทราบ',
      },
    },
    {
      ...{ id: 'PolesSilent', severity: 'critical', unit: 'poles', threshold: severalPoles(poleCount) },
      metric: gauge(Metric.polesSilent, 'Minimum', Duration.minutes(5)),
      reason: 'a tenth of the zone at once, two at least, has one cause',
      what: {
        en: 'Many SOS poles at once say nothing; presses there may not arrive.',
        th: 'เสา SOS หลายต้นเงียบพร้อมกัน การกดปุ่มอาจส่งไม่ถึง',
      },
    },
    {
      ...{ id: 'PolesOverdue', severity: 'warning', threshold: 1, unit: 'poles', periods: days(1) },
      metric: gauge(Metric.polesOverdue, 'Minimum', hours),
      reason: 'told as an incident before, and still so after a day',
      what: {
        en: 'Poles have owed a self-test for a day; whether their buttons work is not known.',
        th: 'มีเสา SOS ค้างการทดสอบตัวเองเกิน 1 วัน ไม่ทราบว่าปุ่มใช้ได้หรือไม่',
      },
    },
    {
      ...{ id: 'PolesNeverHeard', severity: 'warning', threshold: 1, unit: 'poles', periods: days(1) },
      metric: gauge(Metric.polesNeverHeard, 'Minimum', hours),
      reason: 'a pole is set up within a day of standing in the zone file',
      what: {
        en: 'Poles of the zone file have never said anything.',
        th: 'มีเสา SOS ในไฟล์พื้นที่ที่ไม่เคยส่งข้อมูลเลย',
      },
    },
  ];
}

const severalPoles = (poleCount: number) => Math.max(2, Math.ceil(poleCount / 10));

export function recognitionAlarms(faceQueue: Queue): readonly AlarmDefinition[] {
  const service = 'identify-face';
  return [
    {
      ...{ id: 'FacesWait', severity: 'warning', threshold: 900, unit: 's' },
      metric: faceQueue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(5),
        statistic: 'Maximum',
      }),
      reason: 'a wanted person is out of reach of the next patrol by then',
      what: {
        en: 'Faces wait to be searched for a quarter of an hour; matches are told late.',
        th: 'ใบหน้ารอการค้นหานาน 15 นาที การแจ้งเตือนจะล่าช้า',
      },
    },
    {
      ...{ id: 'SearchesThrottled', severity: 'warning', threshold: 1, unit: 'searches' },
      metric: zoneMetric(Metric.searchesThrottled, { service, period: Duration.minutes(5) }),
      periods: { breaching: 12, of: 12 },
      reason: 'now and then is the pace finding its limit, an hour of it is a quota too small',
      what: {
        en: 'Rekognition has been too busy for the zone’s searches for an hour.',
        th: 'Rekognition ไม่รองรับการค้นหาของพื้นที่ได้ทันมา 1 ชั่วโมง',
      },
    },
    {
      ...{ id: 'BudgetRunsOut', severity: 'warning', threshold: 1, unit: 'calls' },
      metric: zoneMetric(Metric.paidCallsSaved, { service, period: Duration.hours(1) }),
      reason: 'from 70 % of the day’s budget on calls are saved',
      what: {
        en: 'The day’s budget of paid calls runs out: some faces are not searched.',
        th: 'งบการค้นหาใบหน้าของวันใกล้หมด บางใบหน้าไม่ถูกค้นหา',
      },
    },
  ];
}
