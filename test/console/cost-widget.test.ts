import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { costView } from '../../lambdas/console/cost-widget.ts';
import { daysUpTo, readSpending } from '../../lambdas/console/spending.ts';
import { hostileTexts, makeRequest } from './make-zone-view.ts';

const noon = Date.parse('2026-11-23T12:00:00+07:00');

function read(
  ofDays: Readonly<Record<string, number>>,
  { paidCallsPerDay = 1000, now = noon, cameras = {} as Readonly<Record<string, number>> } = {},
) {
  const store = {
    ofDays: async (days: readonly string[]) =>
      new Map(Object.entries(ofDays).filter(([day]) => days.includes(day))),
    ofCameras: async () => new Map(Object.entries(cameras)),
  };
  return readSpending(store, { timeZone: 'Asia/Bangkok', paidCallsPerDay, now });
}

describe('what recognition costs', () => {
  it('counts today and the month on the zone’s own clock', async () => {
    const justAfterMidnight = Date.parse('2026-11-01T00:30:00+07:00');
    const spent = { '2026-10-31': 900, '2026-11-01': 7 };

    expect(await read(spent, { now: justAfterMidnight })).toMatchObject({ today: 7, month: 7 });
    expect(await read({ ...spent, '2026-11-23': 40 })).toMatchObject({ today: 40, month: 47 });
  });

  it.each([
    [699, 'none'],
    [700, 'sample-low'],
    [850, 'tight'],
    [1000, 'high-only'],
    [1200, 'stop'],
  ])('says of %i calls of 1000 that the step is %s', async (today, step) => {
    expect((await read({ '2026-11-23': today })).step).toBe(step);
  });

  it('expects the month to go on as it went', async () => {
    // 22 days and a half are over of 30.
    expect((await read({ '2026-11-10': 4500 })).expectedInMonth).toBe(6000);
  });

  it('expects nothing in the first hours of a month', async () => {
    const now = Date.parse('2026-11-01T06:00:00+07:00');

    expect(await read({ '2026-11-01': 50 }, { now })).not.toHaveProperty('expectedInMonth');
  });

  it('names every day of the month once, up to today', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 31 }), (last) => {
        const days = daysUpTo(`2026-10-${String(last).padStart(2, '0')}`);

        expect(new Set(days).size).toBe(last);
        expect(days.at(-1)).toBe(`2026-10-${String(last).padStart(2, '0')}`);
      }),
    );
  });

  it('shows calls, money and what the budget saves, in both languages', async () => {
    const spending = await read({ '2026-11-22': 9000, '2026-11-23': 870 }, { cameras: { 'nk-cam-01': 870 } });
    const english = costView(spending, makeRequest({ width: 700 })).markup;

    expect(english).toContain('87% of the budget of 1,000');
    expect(english).toContain('$12.83');
    expect(english).toContain('every second one');
    expect(costView(spending, makeRequest({ language: 'th' })).markup).toContain('87% ของงบ 1,000');
  });

  it('shows a zone whose budget is zero', async () => {
    const { markup } = costView(await read({}, { paidCallsPerDay: 0 }), makeRequest());

    expect(markup).toContain('The budget is zero');
    expect(markup).not.toMatch(/NaN|Infinity/);
  });

  it.each(hostileTexts)('shows a camera called %j as text', async (hostile) => {
    const spending = await read({ '2026-11-23': 5 }, { cameras: { [hostile]: 5 } });

    expect(costView(spending, makeRequest()).markup).not.toMatch(/<script|<img|onload='|<b>$|\u202e/);
  });
});
