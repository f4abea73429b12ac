import { LogEvent } from '../../lambdas/zone/log-events.ts';
import type { SavedQuery } from './saved-queries.ts';

const oldestFirst = ['sort @timestamp asc', 'limit 1000'] as const;
/** What the logger says of an error that was caught. */
const errorFields = ['error.name', 'error.message'] as const;

/** Each is named in docs/runbook.md, where it helps. */
export const zoneQueries: readonly SavedQuery[] = [
  {
    name: 'One incident',
    fields: ['kind', 'tier', 'to', 'gate', 'why', 'reason', 'count', ...errorFields],
    parameter: { field: 'incidentId', example: 'SOS-7KQ2MD9F', what: 'an incident' },
    commands: oldestFirst,
  },
  {
    name: 'Who was told',
    events: [LogEvent.alertSent, LogEvent.digestSent, LogEvent.incidentEscalated],
    fields: ['incidentId', 'digestId', 'kind', 'tier', 'repeat', 'count', 'drill'],
  },
  {
    name: 'Why was nobody told',
    events: [
      ...[LogEvent.alertHeld, LogEvent.alertRepeated, LogEvent.incidentJoined, LogEvent.escalationEnded],
      ...[LogEvent.linkNotMade, LogEvent.decisionNotKept],
    ],
    fields: ['incidentId', 'kind', 'tier', 'gate', 'why', 'reason', 'count'],
  },
  {
    name: 'One camera',
    fields: [
      'fault',
      'framesWatched',
      'framesMissing',
      'lagSeconds',
      'facesClosed',
      'platesClosed',
      'reason',
    ],
    parameter: { field: 'cameraId', example: 'nk-cam-bridge', what: 'a camera of the zone file' },
  },
  {
    name: 'One pole',
    fields: ['pressId', 'fault', 'isConnected', 'reason', 'isOver', 'outcome', 'fields'],
    parameter: { field: 'poleId', example: 'nk-pole-01', what: 'an SOS pole of the zone file' },
  },
  {
    name: 'Failed messages',
    events: [LogEvent.messageFailed, LogEvent.poleMessageRefused],
    fields: ['messageId', 'poleId', 'fields', ...errorFields],
  },
  {
    name: 'Errors',
    fields: ['message', ...errorFields],
    commands: ['filter level = "ERROR"', 'sort @timestamp desc', 'limit 200'],
  },
  {
    // Lambda's own line at the end of each invocation, in its JSON form.
    // https://docs.aws.amazon.com/lambda/latest/dg/telemetry-schema-reference.html
    name: 'Slowest functions',
    fields: [],
    commands: [
      'filter type = "platform.report"',
      'stats count(*) as invocations, max(record.metrics.durationMs) as slowestMs, pct(record.metrics.durationMs, 95) as p95Ms, max(record.metrics.initDurationMs) as startMs, max(record.metrics.maxMemoryUsedMB) as memoryMB by @log',
      'sort slowestMs desc',
    ],
  },
  {
    name: 'Alarm path',
    events: [LogEvent.probeArrived, LogEvent.probeFailed, LogEvent.probeIncomplete, LogEvent.alarmPathWeak],
    fields: ['incidentId', 'seconds', 'reason', 'part', 'what', ...errorFields],
  },
  {
    name: 'Links',
    events: [LogEvent.linkUsed, LogEvent.linkRefused, LogEvent.linkFailed, LogEvent.linkNotMade],
    fields: ['incidentId', 'tier', 'reason', 'what', ...errorFields],
  },
  {
    name: 'Faces without a name',
    events: [
      ...[LogEvent.faceUnknown, LogEvent.faceUnusable, LogEvent.faceNotSearched, LogEvent.faceCorrected],
      ...[LogEvent.paidCallSaved, LogEvent.facePassRepeated],
    ],
    fields: ['passId', 'cameraId', 'reason', 'step', 'limit'],
    commands: ['stats count(*) as passes by event, cameraId, reason, step', 'sort passes desc'],
  },
  {
    name: 'Faults of devices',
    events: [
      ...[LogEvent.cameraFault, LogEvent.cameraRecovered, LogEvent.videoExpired, LogEvent.catchUpBegun],
      ...[LogEvent.poleFault, LogEvent.poleRecovered, LogEvent.poleNotChecked],
    ],
    fields: ['cameraId', 'poleId', 'fault', 'incidentId', 'seconds', 'lostMilliseconds'],
  },
];
