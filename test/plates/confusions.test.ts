import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likelyMisreads, likelyTruths, truthsOf } from '../../lambdas/plates/confusions.ts';
import { isPlateNumber, parsePlate, plateKey } from '../../lambdas/plates/plate.ts';
import { plates } from './arbitrary-plates.ts';

const keys = (numbers: readonly { readonly letters: string; readonly digits: string }[]) =>
  numbers.map(plateKey);

describe('truthsOf', () => {
  it.each(['พค', 'ดต', 'ตถ', 'พผ', 'มฆ', 'ขช', 'ดฎ'])('knows that the letters of %s are confused', (pair) => {
    const [one = '', other = ''] = pair;

    expect([...truthsOf(one).keys(), ...truthsOf(other).keys()]).toContain(other);
  });

  it('never takes a digit for a letter, and gives away no more doubt than there is', () => {
    for (const sign of '0123456789กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ') {
      const truths = truthsOf(sign);
      const total = [...truths.values()].reduce((sum, share) => sum + share, 0);
      expect(total).toBeLessThanOrEqual(1);
      expect([...truths.keys()].every((truth) => /\d/.test(truth) === /\d/.test(sign))).toBe(true);
      expect(truths.has(sign)).toBe(false);
    }
  });
});

describe('likelyTruths', () => {
  it('names what was read and what it may have been', () => {
    expect(likelyTruths(parsePlate('1กข 1234'))).toContainEqual(
      expect.objectContaining({ letters: '1กช', digits: '1234', read: 'ข', truth: 'ช' }),
    );
  });

  it('takes a digit that was read twice out once', () => {
    const truths = likelyTruths(parsePlate('กข 4466'));

    expect(keys(truths)).toEqual(expect.arrayContaining(['กข466', 'กข446']));
    expect(truths.find(({ digits }) => digits === '466')).toMatchObject({ read: '44', truth: '4' });
  });

  it('puts the likeliest first', () => {
    const shares = likelyTruths(parsePlate('1กข 1234')).map(({ share }) => share);

    expect(shares).toEqual(shares.toSorted((a, b) => b - a));
  });

  it('gives plates that can be, each once, and never the one that was read', () => {
    fc.assert(
      fc.property(plates, (plate) => {
        const truths = likelyTruths(plate);
        expect(truths.every(isPlateNumber)).toBe(true);
        expect(new Set(keys(truths)).size).toBe(truths.length);
        expect(keys(truths)).not.toContain(plateKey(plate));
      }),
    );
  });
});

describe('likelyMisreads', () => {
  it('holds every reading from which the plate is a likely truth', () => {
    fc.assert(
      fc.property(plates, (seen) => {
        for (const truth of likelyTruths(seen)) {
          const misread = likelyMisreads(truth).find((each) => plateKey(each) === plateKey(seen));
          expect(misread).toMatchObject({ share: truth.share, read: truth.read, truth: truth.truth });
        }
      }),
      { numRuns: 30 },
    );
  });
});
