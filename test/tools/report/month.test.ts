import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MonthError, monthAt, monthBefore, monthOf } from '../../../tools/report/month.ts';

const bangkok = 'Asia/Bangkok';
const iso = (at: number | undefined) => at !== undefined && new Date(at).toISOString();

describe('a month on the clock of the zone', () => {
  it('begins and ends at midnight in Bangkok', () => {
    const { from, to, days } = monthOf('2026-10', bangkok);

    expect([iso(from), iso(to)]).toEqual(['2026-09-30T17:00:00.000Z', '2026-10-31T17:00:00.000Z']);
    expect(days).toHaveLength(31);
    expect(days.at(-1)).toMatchObject({ day: '2026-10-31', to });
  });

  it('knows leap years', () => {
    expect(monthOf('2028-02', bangkok).days).toHaveLength(29);
    expect(monthOf('2026-02', bangkok).days).toHaveLength(28);
  });

  it('has a day of 23 hours where clocks go forward', () => {
    const { days } = monthOf('2026-03', 'Europe/Berlin');

    const lengths = days.map(({ from, to }) => (to - from) / 3_600_000);
    expect(lengths.filter((length) => length !== 24)).toEqual([23]);
    expect(lengths[28]).toBe(23);
  });

  it.each([
    ['2026-01', '2025-12'],
    ['2026-03', '2026-02'],
  ])('%s comes after %s', (month, before) => {
    expect(monthBefore(monthOf(month, bangkok), bangkok).month).toBe(before);
  });

  it('is the one that an instant lies in there, not in London', () => {
    expect(monthAt(Date.parse('2026-10-31T16:59:59Z'), bangkok).month).toBe('2026-10');
    expect(monthAt(Date.parse('2026-10-31T17:00:00Z'), bangkok).month).toBe('2026-11');
  });

  it.each(['2026-13', '2026-00', '2026-1', '26-10', 'October', '2026-10-01', '', '1999-10', ' 2026-10'])(
    'is not "%s"',
    (text) => {
      expect(() => monthOf(text, bangkok)).toThrow(MonthError);
    },
  );

  it('is read or refused by name, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.stringMatching(/^\d{4}-\d{2}$/)), (text) => {
        try {
          expect(monthOf(text, bangkok).month).toBe(text);
        } catch (error) {
          expect(error).toBeInstanceOf(MonthError);
        }
      }),
    );
  });

  it('follows the one before without a gap, in any zone', () => {
    const month = fc.tuple(fc.integer({ min: 2001, max: 2099 }), fc.integer({ min: 1, max: 12 }));
    const zone = fc.constantFrom(bangkok, 'UTC', 'Europe/Berlin', 'America/New_York', 'Pacific/Auckland');
    fc.assert(
      fc.property(month, zone, ([year, number], timeZone) => {
        const one = monthOf(`${year}-${String(number).padStart(2, '0')}`, timeZone);

        expect(monthBefore(one, timeZone).to).toBe(one.from);
        expect(monthAt(one.from, timeZone).month).toBe(one.month);
        expect(monthAt(one.to - 1, timeZone).month).toBe(one.month);
        one.days.forEach(({ from }, i) => void expect(from).toBe(one.days[i - 1]?.to ?? one.from));
      }),
      { numRuns: 40 },
    );
  });
});
