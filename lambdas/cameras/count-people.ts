import { type Heading, headingOf, placeOfFace } from './heading.ts';
import type { Pass } from './passes.ts';
import type { PeopleScene } from './people-scene.ts';
import type { PeopleState, UnfinishedMinute } from './people-state.ts';

export const minuteMilliseconds = 60_000;

type Counting = Pick<PeopleState, 'minutes' | 'ways'>;
type Way = PeopleState['ways'][number];

export interface CountPeopleParams {
  readonly before: Counting;
  readonly scenes: readonly PeopleScene[];
  /** Face passes that ended in this window, and those that go on. */
  readonly closed: readonly Pick<Pass<unknown>, 'passId' | 'firstSeenAt' | 'lastSeenAt'>[];
  readonly open: CountPeopleParams['closed'];
  readonly watchedTo: number;
  /** Nobody watches on from here: what is open ends, and so do the minutes. */
  readonly isLast?: boolean | undefined;
  /** How long a face pass stays open unseen, in milliseconds. */
  readonly unseenMilliseconds: number;
  /** The camera's; left out: no frame is crowded. */
  readonly crowdPeople?: number | undefined;
  /** Which way the camera looks; left out: no headings. */
  readonly bearingDegrees?: number | undefined;
}

/**
 * Adds a window to the minutes that are being counted. A minute is finished when no pass can still end in it, a few
 * seconds after its end; it comes out once, with the same numbers however the video was cut into windows.
 */
export function countPeople(params: CountPeopleParams): {
  readonly next: Counting;
  readonly finished: readonly UnfinishedMinute[];
} {
  const { before, scenes, watchedTo, unseenMilliseconds, isLast = false } = params;
  const open = isLast ? [] : params.open;
  const closed = isLast ? [...params.closed, ...params.open] : params.closed;
  const minutes = new Map(before.minutes.map((minute) => [minute.at, minute]));
  const ways = new Map(before.ways.map((way) => [way.passId, way]));
  for (const scene of scenes) {
    const at = minuteOf(scene.takenAt);
    minutes.set(at, withScene(minutes.get(at) ?? emptyMinute(at, scene.takenAt), scene, params.crowdPeople));
    for (const way of waysIn(scene))
      ways.set(way.passId, { ...way, from: ways.get(way.passId)?.from ?? way.from });
  }
  for (const pass of closed) {
    const at = minuteFor(pass.lastSeenAt, minutes, watchedTo);
    const heading = headingOfWay(ways.get(pass.passId), params.bearingDegrees);
    minutes.set(at, withPass(minutes.get(at) ?? emptyMinute(at, watchedTo), pass, heading));
  }
  const goOn = new Set(open.map(({ passId }) => passId));
  const all = [...minutes.values()].toSorted((a, b) => a.at - b.at);
  const isFinished = ({ at }: UnfinishedMinute) =>
    isLast || at + minuteMilliseconds + unseenMilliseconds <= watchedTo;
  return {
    next: {
      minutes: all.filter((minute) => !isFinished(minute)),
      ways: [...ways.values()].filter(({ passId }) => goOn.has(passId)),
    },
    finished: all.filter(isFinished),
  };
}

export function minuteOf(at: number): number {
  return Math.floor(at / minuteMilliseconds) * minuteMilliseconds;
}

/** A pass that was kept open for longer than its minute counts in the oldest one that still can. */
function minuteFor(lastSeenAt: number, minutes: ReadonlyMap<number, unknown>, watchedTo: number): number {
  const at = minuteOf(lastSeenAt);
  return minutes.has(at) ? at : Math.min(minuteOf(watchedTo), ...minutes.keys());
}

function emptyMinute(at: number, from: number): UnfinishedMinute {
  return {
    at,
    from,
    frames: 0,
    seen: 0,
    atOnce: 0,
    crowdedFrames: 0,
    passed: 0,
    dwellSeconds: 0,
    headings: {},
  };
}

function withScene(
  minute: UnfinishedMinute,
  { faces: { length } }: PeopleScene,
  crowdPeople = Number.POSITIVE_INFINITY,
): UnfinishedMinute {
  return {
    ...minute,
    frames: minute.frames + 1,
    seen: minute.seen + length,
    atOnce: Math.max(minute.atOnce, length),
    crowdedFrames: minute.crowdedFrames + (length > crowdPeople ? 1 : 0),
  };
}

function withPass(
  minute: UnfinishedMinute,
  { firstSeenAt, lastSeenAt }: Pick<Pass<unknown>, 'firstSeenAt' | 'lastSeenAt'>,
  heading: Heading | undefined,
): UnfinishedMinute {
  const { headings } = minute;
  return {
    ...minute,
    passed: minute.passed + 1,
    dwellSeconds: minute.dwellSeconds + (lastSeenAt - firstSeenAt) / 1000,
    headings: heading === undefined ? headings : { ...headings, [heading]: (headings[heading] ?? 0) + 1 },
  };
}

function waysIn({ faces, width }: PeopleScene): readonly Way[] {
  return faces.map(({ passId, box }) => {
    const place = placeOfFace(box, width);
    return { passId, from: place, to: place };
  });
}

function headingOfWay(way: Way | undefined, bearingDegrees: number | undefined): Heading | undefined {
  if (way === undefined || bearingDegrees === undefined) return undefined;
  return headingOf(way.from, way.to, bearingDegrees);
}
