import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { firstGap, type Shift, shiftsOnDuty } from '../../lambdas/zone/shift.ts';
import { minuteOfWeek, minutesPerWeek, weekdays } from '../../lambdas/zone/week.ts';

const zone = 'Asia/Bangkok';
/** 23 November 2026 is a Monday. */
const at = (day: number, time: string) => Date.parse(`2026-11-${22 + day}T${time}:00+07:00`);
const [mon, tue, sun] = [1, 2, 7];
const shifts: readonly Shift[] = [
  { id: 'day', from: '08:00', to: '20:00' },
  { id: 'night', days: ['mon', 'sun'], from: '20:00', to: '08:00' },
];

describe('shiftsOnDuty', () => {
  it.each([
    [mon, '08:00', ['day']],
    [mon, '19:59', ['day']],
    [mon, '20:00', ['night']],
    [tue, '07:59', ['night']],
    [tue, '20:00', []],
    [sun, '23:00', ['night']],
    [mon, '07:59', ['night']],
  ])('on day %i at %s are %o', (day, time, ids) => {
    expect(shiftsOnDuty(shifts, at(day, time), zone)).toEqual(ids);
  });

  it('go by the clock of the zone', () => {
    expect(shiftsOnDuty(shifts, Date.parse('2026-11-23T01:00:00Z'), zone)).toEqual(['day']);
    expect(shiftsOnDuty(shifts, Date.parse('2026-11-23T01:00:00Z'), 'UTC')).toEqual(['night']);
  });

  it('are none without a roster', () => {
    expect(shiftsOnDuty([], at(mon, '08:00'), zone)).toEqual([]);
  });
});

describe('firstGap', () => {
  it('is the whole week when there is no shift', () => {
    expect(firstGap([])).toEqual({ startMinute: 0, minutes: minutesPerWeek });
  });

  it('is found exactly when some minute of the week has nobody on duty, and begins at such a minute', () => {
    const two = (n: number) => String(n).padStart(2, '0');
    const clock = fc.tuple(fc.nat(23), fc.nat(59)).map(([h, m]) => `${two(h)}:${two(m)}`);
    const shift = fc.record({
      id: fc.constant('any'),
      days: fc.uniqueArray(fc.constantFrom(...weekdays), { minLength: 1 }),
      from: clock,
      to: clock,
    });

    fc.assert(
      fc.property(fc.array(shift, { maxLength: 4 }), fc.nat(minutesPerWeek - 1), (roster, minute) => {
        const gap = firstGap(roster);
        const when = at(mon, '00:00') + minute * 60_000;
        const onDuty = shiftsOnDuty(roster, when, zone).length > 0;
        if (!onDuty) expect(gap).toBeDefined();
        if (gap === undefined) return;
        const start = at(mon, '00:00') + gap.startMinute * 60_000;
        expect(shiftsOnDuty(roster, start, zone)).toEqual([]);
        expect(shiftsOnDuty(roster, start + (gap.minutes - 1) * 60_000, zone)).toEqual([]);
      }),
    );
  });
});

describe('minuteOfWeek', () => {
  it('counts from Monday on the clock of the zone', () => {
    expect(minuteOfWeek(at(mon, '00:00'), zone)).toBe(0);
    expect(minuteOfWeek(at(sun, '23:59'), zone)).toBe(minutesPerWeek - 1);
  });
});
