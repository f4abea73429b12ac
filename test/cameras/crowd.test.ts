import { describe, expect, it } from 'vitest';
import { followCrowd } from '../../lambdas/cameras/crowd.ts';
import type { Crowd } from '../../lambdas/cameras/people-state.ts';
import { makePeopleMinute } from './make-people-minute.ts';

const rule = { people: 5, minutes: 3 };

/** One sign a minute: `#` crowded, `.` not, a space without video. Gives the minutes whose crowds are alarmed. */
function alarmsOf(street: string, minutes = rule.minutes): readonly number[] {
  const alarms: number[] = [];
  let crowd: Crowd | undefined;
  [...street].forEach((sign, number) => {
    if (sign === ' ') return;
    const minute = makePeopleMinute(number, { frames: 120, crowdedFrames: sign === '#' ? 70 : 50 });
    const followed = followCrowd(crowd, [minute], { ...rule, minutes });
    crowd = followed.next;
    if (followed.alarms.length > 0) alarms.push(number);
  });
  return alarms;
}

describe('followCrowd', () => {
  it.each([
    ['that lasts', '..###..', [4]],
    ['of each length once', '..########', [4]],
    ['that is too short', '.##.##.##.', []],
    ['that thins out for less than it took', '###.#..##', [2]],
    ['that comes back after it dissolved', '###...###', [2, 8]],
    ['with a minute without video in it', '## ###', [5]],
    ['after a long time without video', '###    ###', [2, 9]],
  ])('alarms of a crowd %s', (_, street, alarms) => {
    expect(alarmsOf(street)).toEqual(alarms);
  });

  it('waits two calm minutes at least', () => {
    expect(alarmsOf('#.#..#', 1)).toEqual([0, 5]);
  });

  it('takes a minute for crowded by most of its frames, not by its fullest one', () => {
    const minute = makePeopleMinute(0, { frames: 120, crowdedFrames: 60, atOnce: 40 });

    expect(followCrowd(undefined, [minute], { people: 5, minutes: 1 }).alarms).toEqual([]);
  });

  it('tells since when and how many at most', () => {
    const minutes = [0, 1, 2].map((n) => makePeopleMinute(n, { crowdedFrames: 100, atOnce: 7 + n }));

    expect(followCrowd(undefined, minutes, rule).alarms).toEqual([
      { since: minutes[0]?.at, until: minutes[2]?.at, most: 9, told: true },
    ]);
  });

  it('forgets the crowd of a camera without a limit', () => {
    const crowd = { since: 0, until: 0, most: 9, told: true };

    expect(followCrowd(crowd, [], undefined)).toEqual({ next: undefined, alarms: [] });
  });
});
