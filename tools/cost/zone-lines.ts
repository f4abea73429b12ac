import type { LineParams } from './camera-lines.ts';
import { type CostLine, figure, linesOf } from './cost-line.ts';
import { monthDays, monthMinutes } from './usage.ts';

/** Poles: connected, heard, judged each minute. */
export function poleLines({ use, zone, a }: LineParams): readonly CostLine[] {
  const { heartbeats, poles } = use;
  const beats = `${poles} poles, a heartbeat each ${zone.poles.heartbeatSeconds} s = ${figure(heartbeats)}`;
  const iot = linesOf('IoT Core');
  const minutes = `${figure(monthMinutes)} minutes`;
  return [
    iot('poles connected', 'iotConnection', poles * monthMinutes, `${poles} poles × ${minutes}`),
    iot('heartbeats, rule', 'iotRules', heartbeats, beats),
    iot('heartbeats, action', 'iotActions', heartbeats, beats),
    linesOf('SQS')('heartbeats', 'sqsRequests', heartbeats * 3, `${beats} × (send, receive, delete)`),
    linesOf('Lambda')(
      'receive-pole-message',
      'lambdaArmCompute',
      (heartbeats * a.heartbeatMilliseconds * 0.5) / 1000,
      `${figure(heartbeats)} × ${a.heartbeatMilliseconds} ms × 0.5 GB`,
    ),
    linesOf('Lambda')('receive-pole-message, calls', 'lambdaRequests', heartbeats, beats),
    linesOf('DynamoDB')('heartbeats', 'dynamoWrites', heartbeats, `${figure(heartbeats)} × 1 kB`),
    linesOf('DynamoDB')('heartbeats, read', 'dynamoReads', heartbeats, `${figure(heartbeats)} × 1`),
    linesOf('DynamoDB')(
      'check-poles',
      'dynamoReads',
      monthMinutes * Math.max(1, poles / 4),
      `${minutes} × a quarter of ${poles} poles, 1 at least`,
    ),
  ];
}

/** Incidents: messages to people, and the evidence of each. */
export function incidentLines({ use, zone, a }: LineParams): readonly CostLine[] {
  const told = `${figure(use.alerts)} alerts (${figure(use.presses)} presses, the rest matches)`;
  const clips = use.incidents * a.camerasPerIncident;
  const kept = (clips * a.clipSeconds * a.videoMegabits) / 8 / 1000;
  const { evidenceDays } = zone.retention;
  const sns = linesOf('SNS and SMS');
  return [
    sns('SMS', 'smsParts', use.alerts * a.smsPerAlert, `${told} × ${a.smsPerAlert} phones × one part`),
    sns('e-mail', 'snsEmails', use.alerts * a.emailsPerAlert, `${told} × ${a.emailsPerAlert} mailboxes`),
    sns('published', 'snsPublishes', use.alerts * 2, `${told} × 2 tiers`),
    linesOf('Others')('KMS, topics', 'kmsRequests', use.alerts * 4, `${told} × 2 tiers × 2`),
    linesOf('DynamoDB')('incidents', 'dynamoWrites', use.incidents * 20, `${figure(use.incidents)} × 20`),
    linesOf('Lambda')(
      'gather-evidence',
      'lambdaX86Compute',
      use.incidents * 30 * 1.73,
      `${figure(use.incidents)} incidents × three steps of 10 s × 1.73 GB`,
    ),
    linesOf('S3')('evidence', 's3Puts', clips * 15, `${figure(clips)} cameras × a clip and 14 pictures`),
    linesOf('S3')(
      'evidence, kept',
      's3Storage',
      (kept / monthDays) * evidenceDays,
      `${figure(kept)} GB of clips a month × ${evidenceDays} days`,
    ),
  ];
}

/** The control room's boards, refreshed each minute. */
export function boardLines({ use, a }: LineParams): readonly CostLine[] {
  const refreshes = a.boardsOpen * monthMinutes;
  const calls = refreshes * a.widgetsPerBoard;
  const devices = use.cameras + use.poles;
  const all = `${a.boardsOpen} boards × ${figure(monthMinutes)} minutes`;
  return [
    linesOf('Lambda')(
      'widgets',
      'lambdaArmCompute',
      (calls * a.widgetMilliseconds) / 1000,
      `${all} × ${a.widgetsPerBoard} widgets × ${a.widgetMilliseconds} ms × 1 GB`,
    ),
    linesOf('Lambda')('widgets, calls', 'lambdaRequests', calls, `${all} × ${a.widgetsPerBoard} widgets`),
    linesOf('DynamoDB')(
      'widgets',
      'dynamoReads',
      refreshes * (20 + devices),
      `${all} × (20 of incidents, 1 for each of ${devices} devices)`,
    ),
    linesOf('S3')('camera wall', 's3Gets', refreshes * use.cameras, `${all} × ${use.cameras} cameras`),
    linesOf('Others')(
      'boards, over the internet',
      'dataOut',
      (refreshes * (a.boardKilobytes + use.cameras * a.wallKilobytes)) / 1e6,
      `${all} × (${a.boardKilobytes} kB, ${use.cameras} cameras × ${a.wallKilobytes} kB)`,
    ),
  ];
}

/** What runs by the clock and what watches the zone itself, whatever its size. */
export function machineryLines({ use, a }: LineParams): readonly CostLine[] {
  const watching = linesOf('CloudWatch');
  const people = use.faceCameras * a.metricsPerFaceCamera;
  const ticks = monthMinutes * 2 + monthMinutes / 5 + monthDays * 24;
  const clock = 'two functions a minute, one each five, one an hour';
  const polls = a.queuesRead * a.pollersPerQueue * monthMinutes * 3;
  return [
    watching('metrics', 'cloudWatchMetrics', a.metricsOfZone, `${a.metricsOfZone} of the zone`),
    watching(
      'metrics of people',
      'cloudWatchMetrics',
      people,
      `${use.faceCameras} cameras of faces × ${a.metricsPerFaceCamera}`,
    ),
    watching('alarms', 'cloudWatchAlarms', a.alarmMetrics, `${a.alarmMetrics} metrics`),
    watching('composite alarms', 'cloudWatchComposites', a.compositeAlarms, `${a.compositeAlarms}`),
    watching('dashboards', 'cloudWatchDashboards', a.dashboards, `${a.dashboards} of the zone`),
    linesOf('Lambda')('by the clock', 'lambdaArmCompute', ticks * 0.5 * 0.25, `${clock} × 0.5 s × 0.25 GB`),
    linesOf('Others')('schedules', 'schedules', ticks, clock),
    linesOf('SQS')(
      'queues that are empty',
      'sqsRequests',
      polls,
      `${a.queuesRead} queues × ${a.pollersPerQueue} pollers × 3 a minute`,
    ),
  ];
}
