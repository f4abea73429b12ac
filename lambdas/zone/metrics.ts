/** CloudWatch namespace of all metrics of the zone. */
export const metricNamespace = 'SafetyZone';

/** Metric names, the contract between functions, alarms and dashboards. All are counts unless the name says a unit. */
export const Metric = {
  devicesApplied: 'DevicesApplied',
  framesWatched: 'FramesWatched',
  framesUnreadable: 'FramesUnreadable',
  windowsWithoutVideo: 'WindowsWithoutVideo',
  /** How far the watched video lies behind the clock. */
  watchLagSeconds: 'WatchLagSeconds',
  sightings: 'Sightings',
  platesUnread: 'PlatesUnread',
  faceSearches: 'FaceSearches',
  facesUnknown: 'FacesUnknown',
  facesUnusable: 'FacesUnusable',
  matches: 'Matches',
  pressesReceived: 'PressesReceived',
  poleMessagesRefused: 'PoleMessagesRefused',
  poleHeartbeats: 'PoleHeartbeats',
  poleFaults: 'PoleFaults',
  incidentsOpened: 'IncidentsOpened',
  alertsSent: 'AlertsSent',
  /** From the press or the last frame of the match to the publish. */
  alertDelaySeconds: 'AlertDelaySeconds',
  messagesFailed: 'MessagesFailed',
} as const;

export type Metric = (typeof Metric)[keyof typeof Metric];
