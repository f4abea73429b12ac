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
  /** Poles that got a certificate by an installer's claim, and requests for one that were refused. */
  polesAdmitted: 'PolesAdmitted',
  polesNotAdmitted: 'PolesNotAdmitted',
  /** Faults of poles that were told, and those that ended. */
  poleFaults: 'PoleFaults',
  polesRecovered: 'PolesRecovered',
  /** Once a minute, of all poles of the zone file: those that say nothing, were never heard, owe a self-test, or have any fault. */
  polesSilent: 'PolesSilent',
  polesNeverHeard: 'PolesNeverHeard',
  polesOverdue: 'PolesOverdue',
  polesFaulty: 'PolesFaulty',
  incidentsOpened: 'IncidentsOpened',
  alertsSent: 'AlertsSent',
  /** From the press or the last frame of the match to the publish. */
  alertDelaySeconds: 'AlertDelaySeconds',
  /** Alerts that were not sent by themselves: cooldown, quiet hours, storms. */
  alertsHeld: 'AlertsHeld',
  /** An alert could not be published; its message comes back. */
  alertsFailed: 'AlertsFailed',
  /** SMS of alerts that a phone's carrier took, and those that reached nobody; as SNS reports them. */
  smsDelivered: 'SmsDelivered',
  smsFailed: 'SmsFailed',
  incidentsEscalated: 'IncidentsEscalated',
  /** Nobody acknowledged, although every tier and repetition was told. */
  incidentsUnanswered: 'IncidentsUnanswered',
  linksUsed: 'LinksUsed',
  linksRefused: 'LinksRefused',
  linksFailed: 'LinksFailed',
  evidenceGathered: 'EvidenceGathered',
  /** From the press or the last frame of the match to the first picture in the bucket. */
  evidenceFirstPictureSeconds: 'EvidenceFirstPictureSeconds',
  /** The hourly press of the alarm path: 1 when it came late or not at all, else 0. */
  probesFailed: 'ProbesFailed',
  /** Its way: to the broker, to its incident, to SNS, to the probe's queue, and all of it. */
  probeBrokerSeconds: 'ProbeBrokerSeconds',
  probeIncidentSeconds: 'ProbeIncidentSeconds',
  probeAlertSeconds: 'ProbeAlertSeconds',
  probeTopicSeconds: 'ProbeTopicSeconds',
  probeSeconds: 'ProbeSeconds',
  /** Once an hour: recipients who have not confirmed, whether SMS go to verified numbers alone (0 or 1), the month's limit in USD. */
  subscriptionsPending: 'SubscriptionsPending',
  smsSandboxed: 'SmsSandboxed',
  smsSpendLimit: 'SmsSpendLimit',
  /** Of the people's poll: answers kept, answers refused because a limit was reached, pages that could not be shown. */
  pollAnswers: 'PollAnswers',
  pollAnswersCapped: 'PollAnswersCapped',
  pollsFailed: 'PollsFailed',
  /** Widgets of the control room that could not be shown, or did not do what was asked. */
  widgetsFailed: 'WidgetsFailed',
  messagesFailed: 'MessagesFailed',
} as const;

export type Metric = (typeof Metric)[keyof typeof Metric];
