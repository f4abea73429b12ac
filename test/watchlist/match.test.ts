import { describe, expect, it } from 'vitest';
import { fitsPerson, fitsPlate } from '../../lambdas/watchlist/match.ts';
import { makePersonEntry, makePlateEntry } from './make-entry.ts';

const now = 1_767_225_600_000;

describe('fitsPlate', () => {
  const seen = { letters: 'กข', digits: '1234', province: 'หนองคาย' };

  it.each([
    ['the plate itself', {}, seen, true],
    ['another number', {}, { ...seen, digits: '1235' }, false],
    ['another series', {}, { ...seen, letters: '1กข' }, false],
    ['the number in another province', {}, { ...seen, province: 'อุดรธานี' }, false],
    ['a plate whose province could not be read', {}, { ...seen, province: null }, true],
    ['an entry without a province', { province: null }, seen, true],
    ['an entry of yesterday', { expiresAt: now / 1000 - 1 }, seen, false],
    ['an entry that expires this second', { expiresAt: now / 1000 }, seen, false],
    ['an entry of tomorrow', { expiresAt: now / 1000 + 1 }, seen, true],
  ])('says of %s: %#', (_what, entry, plate, fits) => {
    expect(fitsPlate(makePlateEntry(entry), plate, now)).toBe(fits);
  });
});

describe('fitsPerson', () => {
  it.each([
    ['at the threshold', {}, 99, true],
    ['below it', {}, 98.9, false],
    ['of staff', { category: 'staff-ignore' as const }, 100, false],
    ['of an expired entry', { expiresAt: 1 }, 100, false],
  ])('judges a similarity %s', (_what, entry, similarityPercent, fits) => {
    expect(fitsPerson(makePersonEntry(entry), similarityPercent, { now, faceAlertPercent: 99 })).toBe(fits);
  });
});
