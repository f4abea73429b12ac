import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CountPeopleParams, countPeople } from '../../lambdas/cameras/count-people.ts';
import type { PeopleScene } from '../../lambdas/cameras/people-scene.ts';
import type { PeopleState, UnfinishedMinute } from '../../lambdas/cameras/people-state.ts';

const interval = 500;
const unseenMilliseconds = 3_000;
/** On the full minute. */
const begin = 1_767_225_600_000;
const seconds = (count: number) => begin + count * 1000;

interface Visit {
  readonly passId: string;
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
  /** Pixels a frame to the right. */
  readonly step: number;
}

const makeVisit = (passId: string, from: number, to: number, step = 0): Visit => ({
  passId,
  firstSeenAt: seconds(from),
  lastSeenAt: seconds(to),
  step,
});

/** What the window from `from` to before `to` shows of the visits. */
function windowOf(visits: readonly Visit[], from: number, to: number) {
  const scenes: PeopleScene[] = [];
  for (let takenAt = from; takenAt < to; takenAt += interval) {
    const here = visits.filter((visit) => visit.firstSeenAt <= takenAt && takenAt <= visit.lastSeenAt);
    const faces = here.map(({ passId, firstSeenAt, step }) => {
      const x = 100 + ((takenAt - firstSeenAt) / interval) * step;
      return { passId, firstSeenAt, stood: false, box: { x, y: 300, width: 64, height: 64 } };
    });
    scenes.push({ takenAt, width: 1280, height: 720, faces });
  }
  const isClosedAt = (visit: Visit, now: number) => now - visit.lastSeenAt > unseenMilliseconds;
  const known = visits.filter((visit) => visit.firstSeenAt < to && !isClosedAt(visit, from));
  return {
    scenes,
    watchedTo: to,
    closed: known.filter((visit) => isClosedAt(visit, to)),
    open: known.filter((visit) => !isClosedAt(visit, to)),
  };
}

/** Counts the visits over windows that end at `cuts` (epoch ms). */
function count(
  visits: readonly Visit[],
  cuts: readonly number[],
  more: Partial<CountPeopleParams> = {},
): { readonly finished: readonly UnfinishedMinute[]; readonly left: Pick<PeopleState, 'minutes' | 'ways'> } {
  const finished: UnfinishedMinute[] = [];
  let left: Pick<PeopleState, 'minutes' | 'ways'> = { minutes: [], ways: [] };
  let from = begin;
  for (const to of cuts) {
    const shown = windowOf(visits, from, to);
    const counted = countPeople({ before: left, ...shown, unseenMilliseconds, bearingDegrees: 0, ...more });
    finished.push(...counted.finished);
    left = counted.next;
    from = to;
  }
  return { finished, left };
}

describe('countPeople', () => {
  it('counts passes, the most at a time, the time in view and the way', () => {
    const visits = [makeVisit('a', 5, 15, 40), makeVisit('b', 10, 20), makeVisit('c', 30, 31)];

    const { finished } = count(visits, [seconds(70)]);

    expect(finished).toEqual([
      {
        at: begin,
        from: begin,
        frames: 120,
        seen: 21 + 21 + 3,
        atOnce: 2,
        crowdedFrames: 0,
        passed: 3,
        dwellSeconds: 21,
        headings: { E: 1 },
      },
    ]);
  });

  it('waits with a minute until nobody can come back who was seen in it', () => {
    const visits = [makeVisit('a', 50, 59)];

    expect(count(visits, [seconds(62)]).finished).toEqual([]);
    expect(count(visits, [seconds(62), seconds(63)]).finished).toMatchObject([{ passed: 1 }]);
  });

  it('counts a pass in the minute it was last seen in, and its faces where they were', () => {
    const { finished } = count([makeVisit('a', 55, 65)], [seconds(130)]);

    expect(finished.map(({ passed, seen }) => [passed, seen])).toEqual([
      [0, 10],
      [1, 11],
    ]);
  });

  it('counts the frames that show more people than the limit', () => {
    const visits = [makeVisit('a', 0, 30), makeVisit('b', 0, 20), makeVisit('c', 0, 10)];

    const { finished } = count(visits, [seconds(70)], { crowdPeople: 2 });

    expect(finished).toMatchObject([{ crowdedFrames: 21 }]);
  });

  it('says nothing of a minute without video', () => {
    const noVideo = {
      before: { minutes: [], ways: [] },
      scenes: [],
      closed: [],
      open: [],
      unseenMilliseconds,
    };

    expect(countPeople({ ...noVideo, watchedTo: seconds(120) })).toEqual({
      next: { minutes: [], ways: [] },
      finished: [],
    });
  });

  it('counts whom the minutes before knew nothing of, as after an update of the zone', () => {
    const closed = [makeVisit('old', -100, 2)];
    const old = { before: { minutes: [], ways: [] }, scenes: [], closed, open: [], unseenMilliseconds };

    expect(countPeople({ ...old, watchedTo: seconds(10) }).next.minutes).toMatchObject([{ passed: 1 }]);
  });

  it('ends everything with the last window', () => {
    const { finished, left } = count([makeVisit('a', 5, 9)], [seconds(10)], { isLast: true });

    expect(finished).toMatchObject([{ passed: 1, frames: 20 }]);
    expect(left).toEqual({ minutes: [], ways: [] });
  });

  it('gives the same minutes however the video is cut into windows', () => {
    const visit = fc
      .tuple(fc.nat(400), fc.nat(120), fc.integer({ min: -20, max: 20 }))
      .map(([first, length, step]) => ({ first: first / 2, last: (first + length) / 2, step }));
    const cuts = fc.uniqueArray(fc.integer({ min: 1, max: 599 }), { maxLength: 60 });

    fc.assert(
      fc.property(fc.array(visit, { maxLength: 20 }), cuts, (drawn, places) => {
        const visits = drawn.map(({ first, last, step }, i) => makeVisit(`pass-${i}`, first, last, step));
        const ends = places.toSorted((a, b) => a - b).map((frame) => begin + frame * interval);
        const rule = { crowdPeople: 3 };

        const whole = count(visits, [seconds(310)], rule);
        const cut = count(visits, [...ends, seconds(310)], rule);

        expect(cut).toEqual(whole);
        expect(whole.finished.reduce((sum, { passed }) => sum + passed, 0)).toBe(visits.length);
      }),
      { numRuns: 100 },
    );
  });
});
