/**
 * Stable identifiers of what operators query for. Saved queries and the runbook filter on these words, so a
 * message may be reworded but an event is never renamed. Fields carry ids, never names, phones or pictures.
 */
export const LogEvent = {
  /** The zone file was brought into the account: how many devices were created, changed, removed. */
  zoneApplied: 'ZONE_APPLIED',
  /** The zone file could not be applied; the deployment rolls back with this reason. */
  zoneRefused: 'ZONE_REFUSED',
  /** One slot was handed out to every camera. */
  camerasTicked: 'CAMERAS_TICKED',
  /** A camera is silent, dark, frozen, covered or moved: `fault`; its incident was opened. */
  cameraFault: 'CAMERA_FAULT',
  /** A fault of a camera is over: `fault`; its incident was resolved. */
  cameraRecovered: 'CAMERA_RECOVERED',
  /** A camera's window was watched to its end and the cursor moved on. */
  windowWatched: 'WINDOW_WATCHED',
  /** Another invocation holds the camera; its next slot will cover this one. */
  cameraBusy: 'CAMERA_BUSY',
  /** The slot names a camera that the zone no longer has. */
  cameraUnknown: 'CAMERA_UNKNOWN',
  /** No video arrived from the camera in the window. */
  cameraSilent: 'CAMERA_SILENT',
  /** A camera lay far behind: it goes on with the present, and the video `from`–`to` is worked off beside it. */
  catchUpBegun: 'CATCH_UP_BEGUN',
  /** A window of what a camera left behind was watched. */
  backlogWatched: 'BACKLOG_WATCHED',
  /** The video up to `to` that a camera left behind has been watched. */
  catchUpEnded: 'CATCH_UP_ENDED',
  /** Video became older than its retention before it was watched: the backlog was too long. */
  videoExpired: 'VIDEO_EXPIRED',
  /** One frame could not be decoded; the others of the window were watched. */
  frameUnreadable: 'FRAME_UNREADABLE',
  /** A face or plate pass became a sighting. */
  sightingRecorded: 'SIGHTING_RECORDED',
  /** A plate pass gave no reading good enough, and why: `reason`, frames, width; more than one frame is kept as a record. */
  plateUnread: 'PLATE_UNREAD',
  /** A face pass was searched and nobody was named, and why: `reason`; its crops were deleted and nothing else is kept of it. */
  faceUnknown: 'FACE_UNKNOWN',
  /** A face pass could not be searched (too small, no face in the crop). */
  faceUnusable: 'FACE_UNUSABLE',
  /** A face pass was not searched, and why: `reason`; its crops were deleted. */
  faceNotSearched: 'FACE_NOT_SEARCHED',
  /** The best crop is gone: the pass was decided before, or waited for more than a day. */
  facePassRepeated: 'FACE_PASS_REPEATED',
  /** A person was not named because an operator said "not this person" of a face as similar. */
  faceCorrected: 'FACE_CORRECTED',
  /** What a named face looks like could not be told; the sighting was kept without it. */
  faceNotAnalyzed: 'FACE_NOT_ANALYZED',
  /** The face search was busy; every function waits. */
  searchThrottled: 'SEARCH_THROTTLED',
  /** The day's budget of paid calls runs down: `what` was not paid for, at which step, of whose budget. */
  paidCallSaved: 'PAID_CALL_SAVED',
  /** Somebody whom nobody looks for was told from others, and whether for the first time; the zone file allows it. Never who: the log outlives the stranger. */
  strangerSeen: 'STRANGER_SEEN',
  /** A pass that the zone file allows to keep as a stranger was not, and why: `reason`. */
  strangerNotKept: 'STRANGER_NOT_KEPT',
  /** Faces of strangers whose time was over were deleted: how many. */
  strangersRemoved: 'STRANGERS_REMOVED',
  /** A sighting fits a watchlist entry. */
  matchFound: 'MATCH_FOUND',
  /** An entry of the watchlist expired and was removed, with its vectors. */
  entryExpired: 'ENTRY_EXPIRED',
  /** A correction ("not this person") expired, or its entry went; its face was removed. */
  correctionExpired: 'CORRECTION_EXPIRED',
  /** Vectors were removed whose entry was gone. */
  facesWithoutEntry: 'FACES_WITHOUT_ENTRY',
  /** The person of an enrollment folder was enrolled or refused; the answer stands in the folder. */
  folderAnswered: 'FOLDER_ANSWERED',
  /** A message from a pole is not what poles send; it goes to the dead-letter queue. */
  poleMessageRefused: 'POLE_MESSAGE_REFUSED',
  /** A pole gets its certificate by an installer's claim. */
  poleAdmitted: 'POLE_ADMITTED',
  /** Somebody asked for a pole's certificate and gets none: `reason`. */
  poleNotAdmitted: 'POLE_NOT_ADMITTED',
  /** A pole said it is alive. */
  poleHeartbeat: 'POLE_HEARTBEAT',
  /** A button was pressed. */
  pressReceived: 'PRESS_RECEIVED',
  /** A person took a press back or is safe: `what`; the incident stays as it is, an operator decides. */
  pressAnswered: 'PRESS_ANSWERED',
  /** A press was taken back, or a person is safe, at a pole where nobody had pressed. */
  pressAnsweredNothing: 'PRESS_ANSWERED_NOTHING',
  /** A press was told, but could not be counted for the watch on stuck buttons. */
  pressNotCounted: 'PRESS_NOT_COUNTED',
  /** A pole came or went: `isConnected`, and why. Going alone is no fault. */
  poleConnection: 'POLE_CONNECTION',
  /** A pole said that it has a fault, or with `isOver` that it has it no more. */
  poleFaultReported: 'POLE_FAULT_REPORTED',
  /** A fault of a pole is over: `fault`; its incident was resolved. */
  poleRecovered: 'POLE_RECOVERED',
  /** All poles were looked at: how many are silent, overdue a test, never heard, faulty. */
  polesChecked: 'POLES_CHECKED',
  /** One pole could not be judged; the others were. */
  poleNotChecked: 'POLE_NOT_CHECKED',
  /** A pole tested itself and said whether it passed. */
  poleSelfTest: 'POLE_SELF_TEST',
  /** A pole that the zone file does not name pressed or failed; its incident was opened without a place. */
  poleUnknown: 'POLE_UNKNOWN',
  /** The registry holds something else than what apply-zone writes; the function went on without it. */
  registryUnreadable: 'REGISTRY_UNREADABLE',
  /** A pole is silent, overdue a test, or reports a fault: `fault`; its incident was opened. */
  poleFault: 'POLE_FAULT',
  /** An incident was opened. */
  incidentOpened: 'INCIDENT_OPENED',
  /** The incident existed already: a repeated delivery. */
  incidentRepeated: 'INCIDENT_REPEATED',
  /** A press, a sighting or a fault joined an open incident: `count` with the first. */
  incidentJoined: 'INCIDENT_JOINED',
  /** Somebody moved an incident on: `to`; who it was stands in its timeline. */
  incidentMoved: 'INCIDENT_MOVED',
  /** What was broken works again; `outcome` says whether the incident was resolved or had been ended before. */
  incidentRecovered: 'INCIDENT_RECOVERED',
  /** The first picture of an incident was kept: `seconds` after it happened. */
  evidenceFirstPicture: 'EVIDENCE_FIRST_PICTURE',
  /** A step of an incident's evidence was kept: its manifest's number and hash, how many files, how much is missing. */
  evidenceGathered: 'EVIDENCE_GATHERED',
  /** Nothing was gathered, and why: `reason`. */
  evidenceNotGathered: 'EVIDENCE_NOT_GATHERED',
  /** One camera gave no picture because something failed; it is asked again. */
  evidenceFailed: 'EVIDENCE_FAILED',
  /** One alert was published to its topic. */
  alertSent: 'ALERT_SENT',
  /** The alert had been sent before: a repeated delivery. */
  alertRepeated: 'ALERT_REPEATED',
  /** The alert was held back or not sent, and why: `gate`, `why`. */
  alertHeld: 'ALERT_HELD',
  /** What became of an alert could not be written down; the alert itself went its way. */
  decisionNotKept: 'DECISION_NOT_KEPT',
  /** Alerts that were held back were told in one message: how many. */
  digestSent: 'DIGEST_SENT',
  /** SNS reports that an SMS arrived. */
  smsDelivered: 'SMS_DELIVERED',
  /** SNS reports that an SMS reached nobody, and what the carrier said: `why`. Never the number. */
  smsFailed: 'SMS_FAILED',
  /** SNS reports on an SMS of which no alert is known. */
  smsUnknown: 'SMS_UNKNOWN',
  /** Lines of SNS's delivery log could not be read: how many. */
  smsReportUnreadable: 'SMS_REPORT_UNREADABLE',
  /** An alert was sent, but whether its SMS arrives will not be known: its message's id could not be kept. */
  messageNotKept: 'MESSAGE_NOT_KEPT',
  /** Nobody acknowledged an incident: `tier` was asked for, and how often it was before. */
  incidentEscalated: 'INCIDENT_ESCALATED',
  /** An incident escalates no further, and why: `why`. */
  escalationEnded: 'ESCALATION_ENDED',
  /** An alert went out without a link to acknowledge by, and why: `reason`. */
  linkNotMade: 'LINK_NOT_MADE',
  /** Somebody acknowledged an incident by the link of an alert. */
  linkUsed: 'LINK_USED',
  /** Somebody came with a link that is not, or no longer, valid: `reason`. */
  linkRefused: 'LINK_REFUSED',
  /** The page of a link could not be shown; whoever came was told to try again. */
  linkFailed: 'LINK_FAILED',
  /** The press that tests the alarm path came through: `seconds`. */
  probeArrived: 'PROBE_ARRIVED',
  /** It came late, not at all, or could not be sent: `reason`. Real presses may fare the same. */
  probeFailed: 'PROBE_FAILED',
  /** Something beside the path itself keeps alerts from people: `what`. */
  alarmPathWeak: 'ALARM_PATH_WEAK',
  /** A part of the test could not be done: `part`. */
  probeIncomplete: 'PROBE_INCOMPLETE',
  /** An answer to the people's poll was kept: of which round. Never what was answered. */
  pollAnswered: 'POLL_ANSWERED',
  /** An answer was not kept, and why: `reason`, `limit`; whoever sent it was told. */
  pollRefused: 'POLL_REFUSED',
  /** The poll's page could not be shown, or an answer not be kept; whoever came was told to try again. */
  pollFailed: 'POLL_FAILED',
  /** A widget of the control room could not be shown, or its action not be done: `widget`; the operator was told. */
  widgetFailed: 'WIDGET_FAILED',
  /** What a widget was called with is not what the console sends: `field`. */
  widgetRefused: 'WIDGET_REFUSED',
  /** A runbook's operation was done: `operation`, `outcome`, and the execution under which it stands in the audit log. */
  operationDone: 'OPERATION_DONE',
  /** A runbook's operation was refused or failed, and why: `reason`. */
  operationRefused: 'OPERATION_REFUSED',
  /** A queue's message could not be handled; it stays in the queue and ends in the dead-letter queue. */
  messageFailed: 'MESSAGE_FAILED',
} as const;

export type LogEvent = (typeof LogEvent)[keyof typeof LogEvent];
