import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BudgetQuestion, dayIn, planSearch, savingRules } from '../../lambdas/faces/search-budget.ts';
import { passIdOf } from '../../lambdas/zone/names.ts';

const passes = Array.from({ length: 400 }, (_, i) => passIdOf('nk-cam-01', 'face', i * 1000, 0));

const plan = (overrides: Partial<BudgetQuestion> = {}) =>
  planSearch({
    passId: 'face-1',
    priority: 'normal',
    spent: { zone: 0, camera: 0 },
    allowed: { zone: 1000 },
    ...overrides,
  });
const searchedShare = (overrides: Partial<BudgetQuestion>) =>
  passes.filter((passId) => plan({ ...overrides, passId }).searches).length / passes.length;

const spentZone = (zone: number) => ({ zone, camera: 0 });
const priority = fc.constantFrom('low', 'normal', 'high');
const question: fc.Arbitrary<BudgetQuestion> = fc.record({
  passId: fc.constantFrom(...passes),
  priority,
  spent: fc.record({ zone: fc.nat(2000), camera: fc.nat(2000) }),
  allowed: fc.record({ zone: fc.nat(1000), camera: fc.option(fc.nat(1000), { nil: undefined }) }),
});

describe('the plan of a search', () => {
  it.each([
    [0, 'none', 1, 1, 1],
    [69.9, 'none', 1, 1, 1],
    [70, 'sample-low', 0.5, 1, 1],
    [85, 'tight', 0, 0.5, 1],
    [100, 'high-only', 0, 0, 1],
    [119.9, 'high-only', 0, 0, 1],
    [120, 'stop', 0, 0, 0],
  ])('at %d %% spent is step %s', (percent, step, low, normal, high) => {
    const spent = spentZone(percent * 10);

    expect(plan({ spent }).step).toBe(step);
    expect(searchedShare({ spent, priority: 'low' })).toBeCloseTo(low, 1);
    expect(searchedShare({ spent, priority: 'normal' })).toBeCloseTo(normal, 1);
    expect(searchedShare({ spent, priority: 'high' })).toBeCloseTo(high, 1);
  });

  it('saves cameras of a lower priority first', () => {
    fc.assert(
      fc.property(question, (asked) => {
        const [low, normal, high] = (['low', 'normal', 'high'] as const).map((each) =>
          plan({ ...asked, priority: each }),
        );
        expect(Number(low?.searches)).toBeLessThanOrEqual(Number(normal?.searches));
        expect(Number(normal?.searches)).toBeLessThanOrEqual(Number(high?.searches));
      }),
    );
  });

  it('never allows more when more is spent', () => {
    fc.assert(
      fc.property(question, fc.nat(500), (asked, more) => {
        const { zone, camera } = asked.spent;
        const before = planSearch(asked);
        const after = planSearch({ ...asked, spent: { zone: zone + more, camera: camera + more } });
        expect(Number(after.searches)).toBeLessThanOrEqual(Number(before.searches));
        expect(Number(after.analyzes)).toBeLessThanOrEqual(Number(before.analyzes));
      }),
    );
  });

  it.each([
    [9, 'tight', 'camera'],
    [10, 'stop', 'camera'],
    [1, 'none', 'zone'],
  ])('counts a camera with a limit of 10 by itself: %d calls', (camera, step, limit) => {
    expect(plan({ spent: { zone: 1, camera }, allowed: { zone: 1000, camera: 10 } })).toMatchObject({
      step,
      limit,
    });
  });

  it('searches nothing where nothing is allowed', () => {
    expect(plan({ allowed: { zone: 0 }, priority: 'high' })).toMatchObject({ searches: false, step: 'stop' });
    expect(plan({ allowed: { zone: 9, camera: 0 }, priority: 'high' })).toMatchObject({
      searches: false,
      limit: 'camera',
    });
  });

  it('goes by steps that rise', () => {
    const percents = savingRules.map(({ fromPercent }) => fromPercent);

    expect(percents).toEqual(percents.toSorted((a, b) => a - b));
  });
});

describe('the day of the budget', () => {
  it.each([
    ['2026-11-23T16:59:59Z', '2026-11-23'],
    ['2026-11-23T17:00:00Z', '2026-11-24'],
  ])('begins at midnight of the zone: %s is on %s', (time, day) => {
    expect(dayIn('Asia/Bangkok', Date.parse(time))).toBe(day);
  });
});
