/** A figure that is neither in the zone file nor a price. */
interface Assumption {
  readonly value: number;
  readonly unit: string;
  /** Where it comes from: `measured` and `code` can be looked up, `assumed` is the city's to put right. */
  readonly from: 'measured' | 'code' | 'assumed';
  readonly why: string;
}

const assumed = (value: number, unit: string, why: string): Assumption => ({
  ...{ value, unit, why },
  from: 'assumed',
});
const measured = (value: number, unit: string, why: string): Assumption => ({
  ...{ value, unit, why },
  from: 'measured',
});
const code = (value: number, unit: string, why: string): Assumption => ({
  ...{ value, unit, why },
  from: 'code',
});

/** Everything that the forecast takes for granted, with where it comes from; docs/cost.md lists it. */
export const assumptions = {
  passesPerDay: assumed(
    300,
    'passes a camera and day',
    'people, and as many vehicles where both are watched',
  ),
  movingShare: assumed(
    0.2,
    'of the frames',
    'something moves in them; benchmarks/RESULTS.md plays the same share',
  ),
  videoMegabits: assumed(1, 'Mbit/s a camera', '720p in H.264'),
  watchedShare: assumed(0.05, 'of face passes', 'somebody of the watchlist, as the benchmark plays it'),
  pressesPerPole: assumed(3, 'presses a pole and month', 'drills among them'),
  matchesPerCamera: assumed(6, 'alerts of matches a camera and month', 'one in five days'),
  smsPerAlert: assumed(4, 'phones told of an alert', 'two tiers of the example recipients'),
  emailsPerAlert: assumed(3, 'mailboxes told of an alert', 'two tiers of the example recipients'),
  boardsOpen: assumed(2, 'boards of the control room open all day', 'refreshed each minute'),
  watchedFaces: assumed(1_000, 'photos of the watchlist', '200 people with five each'),

  imagesWaitMilliseconds: assumed(
    1_000,
    'ms a window',
    'GetImages answers after about a second; not measured on AWS',
  ),
  storeMilliseconds: assumed(50, 'ms a window', 'five calls of DynamoDB, 10 ms each'),
  searchMilliseconds: assumed(700, 'ms a paid call', 'Rekognition answers within a second'),
  movingMillisecondsFaces: measured(45, 'ms a frame', 'benchmarks/RESULTS.md, time of a frame'),
  movingMillisecondsPlates: measured(28, 'ms a frame', 'benchmarks/RESULTS.md, time of a frame'),
  movingMillisecondsBoth: measured(50, 'ms a frame', 'benchmarks/RESULTS.md, time of a frame'),
  stillMilliseconds: measured(5, 'ms a frame', 'benchmarks/RESULTS.md, 3.8–5.1 for an unmoving frame'),
  searchesPerStranger: measured(1.06, 'calls a pass', 'benchmarks/RESULTS.md, paid calls'),
  searchesPerWatched: measured(1.88, 'calls a pass', 'benchmarks/RESULTS.md: 2.88 with the analysis'),
  analysesPerWatched: measured(1, 'calls a pass', 'benchmarks/RESULTS.md: 26 for 26 passes'),
  heartbeatMilliseconds: measured(10, 'ms a heartbeat', 'benchmarks/RESULTS.md, heartbeats'),
  widgetMilliseconds: measured(60, 'ms a widget', 'benchmarks/RESULTS.md, tables of the local DynamoDB'),
  boardKilobytes: measured(370, 'kB a refresh of the board', 'benchmarks/RESULTS.md, 100 cameras'),

  cursorKilobytes: code(3, 'kB a camera’s cursor', 'lambdas/cameras/camera-state.ts: a few kilobytes'),
  peopleKilobytes: code(3, 'kB', 'an hour of people on the average: lambdas/cameras/dynamo-people-store.ts'),
  plateSightingKilobytes: code(2, 'kB a plate’s sighting', 'all readings with their probabilities'),
  plateSightingCopies: code(5, 'copies', 'the item and four of the five indexes of lib/records.ts'),
  plateSearchReads: code(
    10,
    'reads a plate',
    'queries of the watchlist: docs/architecture.md, plate matches',
  ),
  pictureKilobytes: code(30, 'kB a crop', 'JPEG of a plate with its surroundings'),
  wallKilobytes: code(
    10,
    'kB a picture of the camera wall',
    '320 pixels: lambdas/cameras/keep-latest-frame.ts',
  ),
  cropsPerFacePass: code(3, 'crops', 'lambdas/cameras/face-pass.ts'),
  camerasPerIncident: code(3, 'cameras', 'lambdas/evidence/nearest-cameras.ts'),
  clipSeconds: code(60, 's', 'lambdas/evidence/evidence-plan.ts'),
  logKilobytesPerWindow: code(2, 'kB', 'one line of the window, two of the platform, embedded metrics'),
  metricsOfZone: code(109, 'metrics', 'lambdas/zone/metrics.ts by function, all of them'),
  metricsPerFaceCamera: code(11, 'metrics', 'three of people and eight headings: docs/adr/0012'),
  alarmMetrics: code(83, 'metrics of alarms', 'counted in the template by test/lib/cost-counts.test.ts'),
  compositeAlarms: code(2, 'composite alarms', 'counted in the template'),
  dashboards: code(4, 'dashboards', 'counted in the template'),
  queuesRead: code(12, 'queues that feed a function', 'counted in the template'),
  pollersPerQueue: assumed(
    5,
    'pollers a queue',
    'how Lambda begins to read a queue; each asks every 20 seconds',
  ),
  widgetsPerBoard: code(5, 'widgets', 'lib/console/operator-board.ts'),
} as const satisfies Readonly<Record<string, Assumption>>;

export type AssumptionId = keyof typeof assumptions;
export type Assumptions = Readonly<Record<AssumptionId, number>>;

/** The values alone, with some put right. */
export function assume(changes: Partial<Assumptions> = {}): Assumptions {
  const values = Object.entries(assumptions).map(([id, { value }]) => [id, value]);
  return { ...(Object.fromEntries(values) as Assumptions), ...changes };
}
