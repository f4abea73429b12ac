import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plateKey } from '../../lambdas/plates/plate.ts';
import {
  fitsPerson,
  leastLikelihood,
  matchPlate,
  possibleNumbers,
  type SeenPlate,
} from '../../lambdas/watchlist/match.ts';
import { plates } from '../plates/arbitrary-plates.ts';
import { makePersonEntry, makePlateEntry } from './make-entry.ts';

const now = 1_767_225_600_000;
const plate = { letters: 'กข', digits: '1234', province: 'หนองคาย' };
const seen: SeenPlate = { ...plate, confidence: 0.6 };
const sure: SeenPlate = { ...plate, confidence: 0.99 };
const entryOf = makePlateEntry;

describe('matchPlate', () => {
  it.each([
    ['the plate itself', {}, seen, 'same'],
    ['a plate whose province could not be read', {}, { ...seen, province: null }, 'unknown'],
    ['an entry without a province', { province: null }, seen, 'any'],
    ['an entry of tomorrow', { expiresAt: now / 1000 + 1 }, seen, 'same'],
    ['a plate that is surely read', {}, sure, 'same'],
  ])('takes %s as exact', (_what, entry, read, province) => {
    expect(matchPlate(entryOf(entry), read, now)).toMatchObject({ how: 'exact', cost: 0, province });
  });

  it.each<[string, Parameters<typeof entryOf>[0], SeenPlate]>([
    ['another number', {}, { ...seen, digits: '9876' }],
    ['another series', {}, { ...seen, letters: '1กข' }],
    ['the number in another province', {}, { ...seen, province: 'อุดรธานี' }],
    ['an entry of yesterday', { expiresAt: now / 1000 - 1 }, seen],
    ['an entry that expires this second', { expiresAt: now / 1000 }, seen],
    ['letters that nobody confuses', { letters: 'กอ' }, seen],
    ['two confused letters', { letters: 'ถช' }, seen],
  ])('does not take %s', (_what, entry, read) => {
    expect(matchPlate(entryOf(entry), read, now)).toBeUndefined();
  });

  it('takes an unsure sign for the one it is confused with, and says which', () => {
    expect(matchPlate(entryOf({ letters: 'กช' }), seen, now)).toEqual({
      seen: 'กข 1234 หนองคาย',
      how: 'one-confusion',
      difference: { read: 'ข', listed: 'ช' },
      province: 'same',
      cost: 0.83,
    });
  });

  it.each<[string, Parameters<typeof entryOf>[0], SeenPlate]>([
    ['of a reading that is sure', { letters: 'กช' }, sure],
    ['when the province is not read either', { letters: 'กช' }, { ...seen, province: null }],
    ['for an entry that wants its plate exactly', { letters: 'กช', accepts: 'exact' }, seen],
    ['for a banned plate, unless it asks for it', { letters: 'กช', category: 'banned' }, seen],
  ])('takes no sign for another %s', (_what, entry, read) => {
    expect(matchPlate(entryOf(entry), read, now)).toBeUndefined();
  });

  it('takes a second reading that is likely enough, whatever experience says', () => {
    const candidates = [
      { ...plate, probability: 0.9 },
      { ...plate, letters: 'กอ', probability: 0.05 },
      { ...plate, digits: '1235', probability: 0.01 },
    ];
    const read = { ...seen, confidence: 0.9, candidates };

    expect(matchPlate(entryOf({ letters: 'กอ' }), read, now)).toMatchObject({
      how: 'one-confusion',
      difference: { read: 'ข', listed: 'อ' },
      cost: 1.3,
    });
    expect(matchPlate(entryOf({ digits: '1235' }), read, now)).toBeUndefined();
  });

  it('shares out by experience only the doubt that the readings leave', () => {
    const candidates = [
      { ...plate, probability: 0.6 },
      { ...plate, digits: '1334', probability: 0.39 },
    ];

    expect(matchPlate(entryOf({ letters: 'กช' }), { ...seen, candidates }, now)).toBeUndefined();
    expect(matchPlate(entryOf({ digits: '1334' }), { ...seen, candidates }, now)).toBeDefined();
  });

  it('takes a digit that was read twice', () => {
    const read = { ...seen, digits: '1223', confidence: 0.5 };

    expect(matchPlate(entryOf({ digits: '123' }), read, now)).toMatchObject({ how: 'one-confusion' });
  });

  const pattern = { letters: '?ข', digits: '12?4' };

  it('takes for an entry with open signs what fits it', () => {
    expect(matchPlate(entryOf(pattern), sure, now)).toMatchObject({ how: 'pattern', province: 'same' });
    expect(matchPlate(entryOf({ ...pattern, province: null }), sure, now)).toMatchObject({ province: 'any' });
    expect(matchPlate(entryOf({ letters: '*', digits: '1234' }), sure, now)).toMatchObject({
      how: 'pattern',
    });
  });

  it.each<[string, SeenPlate]>([
    ['in a province that was not read', { ...sure, province: null }],
    ['with another known sign', { ...sure, digits: '1244', letters: 'กฃ' }],
    ['with a known sign that may be a misread', { ...seen, letters: 'กช' }],
  ])('does not take for it a plate %s', (_what, read) => {
    expect(matchPlate(entryOf(pattern), read, now)).toBeUndefined();
  });

  const numberAlone: SeenPlate = { ...sure, letters: '', class: 'car' };

  it('takes a plate whose series could not be read for an entry that asks for it', () => {
    const entry = entryOf({ accepts: 'partly-seen' });

    expect(matchPlate(entry, numberAlone, now)).toMatchObject({ how: 'partly-seen', seen: '1234 หนองคาย' });
    expect(matchPlate(entry, { ...numberAlone, province: null }, now)).toBeUndefined();
    expect(matchPlate(entry, { ...numberAlone, class: 'lao' }, now)).toBeUndefined();
    expect(matchPlate(entryOf(), numberAlone, now)).toBeUndefined();
    expect(
      matchPlate(entryOf({ accepts: 'partly-seen', digits: '12' }), { ...numberAlone, digits: '12' }, now),
    ).toBeUndefined();
  });

  it('takes it also for a series that the reader thought likely', () => {
    const candidates = [
      { ...plate, probability: 0.4 },
      { ...plate, letters: 'กช', probability: 0.04 },
    ];

    expect(matchPlate(entryOf(), { ...numberAlone, candidates }, now)).toMatchObject({ how: 'partly-seen' });
    expect(matchPlate(entryOf({ letters: 'กช' }), { ...numberAlone, candidates }, now)).toBeUndefined();
    expect(matchPlate(entryOf({ accepts: 'exact' }), { ...numberAlone, candidates }, now)).toBeUndefined();
  });

  it('tells Lao plates from Thai ones with an unreadable series', () => {
    const lao = entryOf({ letters: '', province: null });

    expect(matchPlate(lao, { ...numberAlone, class: 'lao', province: null }, now)).toMatchObject({
      how: 'exact',
      seen: 'ลาว 1234',
    });
    expect(matchPlate(lao, numberAlone, now)).toBeUndefined();
    expect(matchPlate(lao, { ...numberAlone, class: null }, now)).toBeUndefined();
  });
});

describe('possibleNumbers', () => {
  it('is empty for a sure reading, and never holds what is less likely than the least', () => {
    fc.assert(
      fc.property(plates, fc.double({ min: 0.5, max: 1, noNaN: true }), (read, confidence) => {
        const possible = possibleNumbers({ ...read, confidence });
        expect(possible.every(({ likelihood }) => likelihood >= leastLikelihood)).toBe(true);
        expect(possible.map(plateKey)).not.toContain(plateKey(read));
        if (confidence > 1 - leastLikelihood) expect(possible).toEqual([]);
        expect(possible.length).toBeLessThanOrEqual(40);
      }),
    );
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
