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
  /** Of a camera and minute (docs/adr/0012): face passes that ended, most faces at a time, how long the passes were in view together. */
  peoplePassed: 'PeoplePassed',
  peopleAtOnce: 'PeopleAtOnce',
  peopleDwellSeconds: 'PeopleDwellSeconds',
  /** Of a camera, minute and heading (N, NE, …). */
  peopleHeading: 'PeopleHeading',
  /** Video that a camera left behind and nobody has watched yet; told by the camera. */
  backlogSeconds: 'BacklogSeconds',
  /** Faults of cameras that were told, by kind, and those that ended. */
  camerasSilent: 'CamerasSilent',
  camerasDark: 'CamerasDark',
  camerasFrozen: 'CamerasFrozen',
  camerasCovered: 'CamerasCovered',
  camerasMoved: 'CamerasMoved',
  camerasRecovered: 'CamerasRecovered',
  sightings: 'Sightings',
  platesUnread: 'PlatesUnread',
  faceSearches: 'FaceSearches',
  facesUnknown: 'FacesUnknown',
  facesUnusable: 'FacesUnusable',
  facesNotSearched: 'FacesNotSearched',
  facesCorrected: 'FacesCorrected',
  searchesThrottled: 'SearchesThrottled',
  strangersSeen: 'StrangersSeen',
  strangersNotKept: 'StrangersNotKept',
  /** Recognition calls that cost money: searches and analyses. */
  paidCalls: 'PaidCalls',
  /** What the budget kept from being called: searches, confirmations and analyses. */
  paidCallsSaved: 'PaidCallsSaved',
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
