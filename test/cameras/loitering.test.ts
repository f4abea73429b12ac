import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followStays } from '../../lambdas/cameras/loitering.ts';
import type { PeopleScene } from '../../lambdas/cameras/people-scene.ts';
import type { Stay } from '../../lambdas/cameras/people-state.ts';
import type { Outline } from '../../lambdas/zone/camera-file.ts';

const leftHalf: Outline = [
  [0, 0],
  [0.5, 0],
  [0.5, 1],
  [0, 1],
];
const region = { id: 'bank-entrance', outline: leftHalf, loiteringSeconds: 60 };
const params = { regions: [region], unseenMilliseconds: 3_000 };

interface Shown {
  readonly passId: string;
  /** Seconds. */
  readonly from: number;
  readonly to: number;
  readonly x?: (second: number) => number;
  readonly stood?: boolean;
}

function scenesOf(shown: readonly Shown[], end = 200): readonly PeopleScene[] {
  return Array.from({ length: end * 2 }, (_, i) => i / 2).map((second) => ({
    takenAt: second * 1000,
    width: 1000,
    height: 500,
    faces: shown
      .filter(({ from, to }) => from <= second && second <= to)
      .map(({ passId, from, x = () => 200, stood = second - from >= 5 }) => ({
        passId,
        firstSeenAt: from * 1000,
        stood,
        box: { x: x(second), y: 100, width: 50, height: 50 },
      })),
  }));
}

const alarmsOf = (...shown: readonly Shown[]) =>
  followStays([], scenesOf(shown), params).alarms.map(({ firstPassId, lastSeenAt }) => [
    firstPassId,
    lastSeenAt / 1000,
  ]);

describe('followStays', () => {
  it('alarms once of one who stays for too long', () => {
    expect(alarmsOf({ passId: 'a', from: 10, to: 190 })).toEqual([['a', 70]]);
  });

  it.each([
    ['stays for less', [{ passId: 'a', from: 10, to: 69 }]],
    ['stays beside the region', [{ passId: 'a', from: 10, to: 190, x: () => 700 }]],
    ['leaves and comes back', [{ passId: 'a', from: 0, to: 110, x: (s: number) => (s === 55 ? 700 : 200) }]],
  ])('says nothing of one who %s', (_, shown) => {
    expect(alarmsOf(...shown)).toEqual([]);
  });

  it('knows one who turns away and comes back where he stood', () => {
    const shown = [
      { passId: 'a', from: 0, to: 30 },
      { passId: 'b', from: 40, to: 80 },
    ];

    expect(alarmsOf(...shown)).toEqual([['a', 60]]);
  });

  it.each([
    ['was away for long', { passId: 'b', from: 46, to: 80 }, { passId: 'a', from: 0, to: 30 }],
    ['shows up elsewhere', { passId: 'b', from: 35, to: 80, x: () => 300 }, { passId: 'a', from: 0, to: 30 }],
    [
      'was there before',
      { passId: 'b', from: 29, to: 80, x: (s: number) => (s < 35 ? 700 : 200) },
      { passId: 'a', from: 0, to: 30 },
    ],
    [
      'follows one who walked on',
      { passId: 'b', from: 35, to: 80 },
      { passId: 'a', from: 0, to: 30, stood: false },
    ],
  ])('takes one who %s for somebody else', (_, second, first) => {
    expect(alarmsOf(first, second)).toEqual([]);
  });

  it('does not take people who walk by one after another for one who stays', () => {
    const crossing = (n: number) => ({
      passId: `walker-${n}`,
      from: n * 6,
      to: n * 6 + 5,
      x: (s: number) => (n % 2 === 0 ? (s - n * 6) * 80 : 400 - (s - n * 6) * 80),
      stood: false,
    });

    expect(alarmsOf(...Array.from({ length: 30 }, (_, n) => crossing(n)))).toEqual([]);
  });

  it('wants the face in view for half of the time', () => {
    const glances = Array.from({ length: 15 }, (_, n) => ({
      passId: `glance-${n}`,
      from: n * 12,
      to: n * 12 + 1,
      stood: true,
    }));

    expect(alarmsOf(...glances)).toEqual([]);
  });

  it('alarms of each of two who stay side by side', () => {
    const shown = [
      { passId: 'a', from: 0, to: 100 },
      { passId: 'b', from: 20, to: 100, x: () => 260 },
    ];

    expect(alarmsOf(...shown)).toEqual([
      ['a', 60],
      ['b', 80],
    ]);
  });

  it('follows regions without a limit not at all', () => {
    const unlimited = { id: 'gate', outline: leftHalf };
    const scenes = scenesOf([{ passId: 'a', from: 0, to: 190 }]);

    expect(followStays([], scenes, { ...params, regions: [unlimited] })).toEqual({ next: [], alarms: [] });
  });

  it('gives the same alarms however the video is cut into windows', () => {
    const shown = fc
      .record({ from: fc.nat(150), length: fc.nat(90), x: fc.nat(900), step: fc.constantFrom(0, 0, 3) })
      .map(({ from, length, x, step }) => ({
        from,
        to: from + length,
        x: (s: number) => x + (s - from) * step,
      }));

    fc.assert(
      fc.property(
        fc.array(shown, { maxLength: 8 }),
        fc.array(fc.nat(399), { maxLength: 10 }),
        (some, cuts) => {
          const scenes = scenesOf(some.map((one, i) => ({ ...one, passId: `pass-${i}` })));
          const whole = followStays([], scenes, params);
          const alarms: Stay[] = [];
          let next: readonly Stay[] = [];
          const ends = [0, ...cuts.toSorted((a, b) => a - b), scenes.length];
          ends.slice(1).forEach((end, i) => {
            const window = followStays(next, scenes.slice(ends[i], end), params);
            alarms.push(...window.alarms);
            next = window.next;
          });

          expect({ next, alarms }).toEqual(whole);
        },
      ),
      { numRuns: 50 },
    );
  });
});
