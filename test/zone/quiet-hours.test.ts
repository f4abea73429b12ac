import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distinctQuietHours, dutyFilter, dutyMarks, isQuiet } from '../../lambdas/zone/quiet-hours.ts';
import { type Shift, shiftsOnDuty } from '../../lambdas/zone/shift.ts';

const timeZone = 'Asia/Bangkok';
const at = (clock: string) => Date.parse(`2026-11-23T${clock}:00+07:00`);
const clock = fc
  .tuple(fc.nat(23), fc.nat(59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const span = fc.record({ from: clock, to: clock }).filter(({ from, to }) => from !== to);

describe('quiet hours of a recipient', () => {
  it.each([
    ['22:00', '06:00', '21:59', false],
    ['22:00', '06:00', '22:00', true],
    ['22:00', '06:00', '00:00', true],
    ['22:00', '06:00', '05:59', true],
    ['22:00', '06:00', '06:00', false],
    ['13:00', '14:00', '13:30', true],
    ['13:00', '14:00', '14:00', false],
    ['00:00', '23:59', '23:59', false],
  ])('from %s to %s at %s: %s', (from, to, now, expected) => {
    expect(isQuiet({ from, to }, at(now), timeZone)).toBe(expected);
  });

  it('across midnight or not are what lies between the two times of day, and the other hours are not', () => {
    fc.assert(
      fc.property(span, clock, ({ from, to }, now) => {
        const expected = from < to ? from <= now && now < to : now >= from || now < to;
        expect(isQuiet({ from, to }, at(now), timeZone)).toBe(expected);
        expect(isQuiet({ from: to, to: from }, at(now), timeZone)).toBe(!expected);
      }),
    );
  });

  it('are named once, however many keep them', () => {
    const night = { from: '22:00', to: '06:00' };

    expect(distinctQuietHours([night, undefined, { ...night }, { from: '12:00', to: '13:00' }])).toEqual([
      night,
      { from: '12:00', to: '13:00' },
    ]);
  });
});

describe('a message and a filter', () => {
  const ids = ['day', 'night', 'office'] as const;
  const roster = fc
    .tuple(...ids.map((id) => fc.record({ id: fc.constant(id), from: clock, to: clock })))
    .map((shifts) => shifts as readonly Shift[]);
  const story = fc.record({
    shifts: roster,
    own: fc.option(fc.subarray([...ids], { minLength: 1 }), { nil: undefined }),
    quiet: fc.option(span, { nil: undefined }),
    others: fc.array(span, { maxLength: 3 }),
    isUrgent: fc.boolean(),
    now: clock,
  });

  it('meet when the recipient is on duty, and awake or the message is urgent', () => {
    fc.assert(
      fc.property(story, ({ shifts, own, quiet, others, isUrgent, now }) => {
        const quietHours = distinctQuietHours([quiet, ...others]);
        const marks = dutyMarks({ shifts, quietHours, isUrgent, at: at(now), timeZone });
        const asked = dutyFilter(own, quiet);

        const onDuty = shiftsOnDuty(shifts, at(now), timeZone);
        const isOnDuty = own === undefined || own.some((id) => onDuty.includes(id));
        const isAwake = isUrgent || quiet === undefined || !isQuiet(quiet, at(now), timeZone);
        const isTold = asked === undefined || asked.some((mark) => marks.includes(mark));
        expect(isTold).toBe(isOnDuty && isAwake);
      }),
    );
  });
});
