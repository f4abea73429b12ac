import type { ZoneSettings } from '../../lambdas/zone/zone-file.ts';
import type { Assumptions } from './assumptions.ts';
import { type CostLine, figure, linesOf } from './cost-line.ts';
import { monthMinutes, monthSeconds, type Usage } from './usage.ts';

export interface LineParams {
  readonly use: Usage;
  readonly zone: ZoneSettings;
  readonly a: Assumptions;
}

/** One vCPU: lib/cameras.ts. */
export const watcherGigabytes = 1769 / 1024;

/** Video: in, kept, and the frames that are taken out of it. */
export function videoLines({ use, zone, a }: LineParams): readonly CostLine[] {
  const video = linesOf('Kinesis Video');
  const perSecond = a.videoMegabits / 8 / 1000;
  const { videoHours } = zone.retention;
  const every = `${use.cameras} cameras`;
  return [
    video(
      'video in',
      'kinesisVideoIngest',
      use.cameras * monthSeconds * perSecond,
      `${every} × ${figure(monthSeconds)} s × ${a.videoMegabits} Mbit/s ÷ 8,000`,
    ),
    video(
      'video kept',
      'kinesisVideoStorage',
      use.cameras * videoHours * 3600 * perSecond,
      `${every} × ${videoHours} h × ${figure(3600 * perSecond)} GB an hour`,
    ),
    video(
      'frames',
      'kinesisVideoImages',
      use.frames,
      `${figure(use.frames / monthSeconds)} frames a second of all cameras × ${figure(monthSeconds)} s, moving or not`,
    ),
    video(
      'clips of incidents',
      'kinesisVideoConsume',
      use.incidents * a.camerasPerIncident * a.clipSeconds * perSecond,
      `${figure(use.incidents)} incidents × ${a.camerasPerIncident} cameras × ${a.clipSeconds} s`,
    ),
  ];
}

/** The function that looks at the frames. */
export function watcherLines({ use, zone, a }: LineParams): readonly CostLine[] {
  const lambda = linesOf('Lambda');
  const waitSeconds = (a.imagesWaitMilliseconds + a.storeMilliseconds) / 1000;
  const slots = `${use.cameras} cameras × ${figure(monthSeconds)} s ÷ ${zone.slotSeconds} s`;
  const size = `${figure(watcherGigabytes)} GB`;
  return [
    lambda(
      'watch-camera, waiting',
      'lambdaX86Compute',
      use.windows * waitSeconds * watcherGigabytes,
      `${slots} = ${figure(use.windows)} windows × ${waitSeconds} s for frames and tables × ${size}`,
    ),
    lambda(
      'watch-camera, looking',
      'lambdaX86Compute',
      use.frameSeconds * watcherGigabytes,
      `${figure(use.frames)} frames, ${figure(a.movingShare * 100)} % of them moving, take ${figure(use.frameSeconds)} s × ${size}`,
    ),
    lambda('watch-camera, calls', 'lambdaRequests', use.windows, slots),
  ];
}

/** What each window of watch-camera asks of the other services. */
export function windowLines({ use, a }: LineParams): readonly CostLine[] {
  const windows = `${figure(use.windows)} windows`;
  return [
    linesOf('SQS')(
      'slots of cameras',
      'sqsRequests',
      use.windows * 2.1,
      `${windows} × (a tenth of a send, a receive, a delete)`,
    ),
    linesOf('DynamoDB')(
      'cursors',
      'dynamoWrites',
      use.windows * 2 * a.cursorKilobytes,
      `${windows} × (lease, advance) × ${a.cursorKilobytes} kB`,
    ),
    linesOf('DynamoDB')('camera, settings', 'dynamoReads', use.windows, `${windows} × 2 reads × ½`),
    linesOf('DynamoDB')(
      'people counted',
      'dynamoWrites',
      use.faceCameras * monthMinutes * a.peopleKilobytes,
      `${use.faceCameras} cameras of faces × ${figure(monthMinutes)} minutes × ${a.peopleKilobytes} kB`,
    ),
    linesOf('S3')(
      'camera wall, written',
      's3Puts',
      use.cameras * monthMinutes,
      `${use.cameras} cameras × ${figure(monthMinutes)} minutes`,
    ),
    linesOf('CloudWatch')(
      'log of watch-camera',
      'cloudWatchLogs',
      (use.windows * a.logKilobytesPerWindow) / 1e6,
      `${windows} × ${a.logKilobytesPerWindow} kB`,
    ),
    linesOf('CloudWatch')(
      'traces of watch-camera',
      'xrayTraces',
      tracesOf(use.windows),
      `X-Ray keeps one a second and 5 % of those beyond, of ${windows}`,
    ),
  ];
}

/** Lambda follows X-Ray's default rule: https://docs.aws.amazon.com/lambda/latest/dg/services-xray.html */
export function tracesOf(calls: number): number {
  const always = Math.min(calls, monthSeconds);
  return always + 0.05 * (calls - always);
}
