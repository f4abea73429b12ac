import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { baselineFile, measurePassSample } from '../../benchmarks/cameras/check-passes.ts';
import {
  chanceOf,
  findLosses,
  type PassesBaseline,
  sharesOf,
} from '../../benchmarks/cameras/passes-baseline.ts';

// Generated streets with known truth: the same rules on the same streets give the same counts.
it('counts passes no worse than when that was accepted last, and within the goals', {
  timeout: 600_000,
}, async () => {
  const accepted: PassesBaseline = JSON.parse(readFileSync(baselineFile, 'utf8'));

  const now = await measurePassSample();

  expect(findLosses(accepted, now)).toEqual([]);
  expect(Object.keys(now).toSorted()).toEqual(Object.keys(accepted).toSorted());
  for (const [street, passes] of Object.entries(now)) {
    const { once, doubled } = sharesOf(passes);
    expect(once, street).toBeGreaterThanOrEqual(0.95);
    expect(doubled, street).toBeLessThanOrEqual(0.02);
    expect(Object.keys(passes.told).filter((id) => id.includes('parked'))).toEqual([]);
  }
});

describe('findLosses', () => {
  const street = (told: Readonly<Record<string, number>>, passes = 300) => ({ street: { passes, told } });
  const fourMissed = { a: 0, b: 0, c: 0, d: 0 };

  it('tells of four passes that went wrong, however many there are', () => {
    expect(findLosses(street({}, 5_000), street(fourMissed, 5_000))).toHaveLength(1);
  });

  it('says which ones are doubled', () => {
    const losses = findLosses(street(fourMissed), street({ a: 2, b: 2, c: 3, d: 2 }));

    expect(losses).toEqual(['street: doubled: a, b, c, d; mended: 0']);
  });

  it('passes over as many that went wrong as were mended, and over three', () => {
    expect(findLosses(street(fourMissed), street({ e: 0, f: 0, g: 0, h: 0 }))).toEqual([]);
    expect(findLosses(street({}), street({ a: 0, b: 2, c: 0 }))).toEqual([]);
  });

  it('asks to accept streets that are not the same any more', () => {
    expect(findLosses(street({}), street({}, 301))).toHaveLength(1);
    expect(findLosses({}, street({}))).toHaveLength(1);
  });

  it.each([
    [4, 4, 0.0625],
    [3, 4, 0.3125],
    [0, 0, 1],
  ])('knows how likely %i of %i changes are for the worse by chance', (worse, changes, chance) => {
    expect(chanceOf(worse, changes)).toBeCloseTo(chance, 10);
  });
});
