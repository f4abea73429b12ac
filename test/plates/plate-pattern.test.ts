import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PlateFormatError, parsePlate } from '../../lambdas/plates/plate.ts';
import {
  fitsPattern,
  formatPatternWithProvince,
  isWholeNumber,
  knownSigns,
  type PlatePattern,
  parsePlatePattern,
} from '../../lambdas/plates/plate-pattern.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';
import { plates } from './arbitrary-plates.ts';

/** A plate, and a pattern that has some of its signs replaced by `?`. */
const veiled = fc
  .tuple(plates, fc.array(fc.boolean(), { minLength: 8, maxLength: 8 }), fc.boolean())
  .map(([plate, hidden, isProvinceHidden]) => {
    const hide = (signs: string, from: number) =>
      Array.from(signs, (sign, index) => (hidden[from + index] ? '?' : sign)).join('');
    const letters = hide(plate.letters, 0);
    const digits = hide(plate.digits, plate.letters.length);
    const pattern: PlatePattern = { letters, digits, province: isProvinceHidden ? null : plate.province };
    return { plate, pattern };
  });

describe('parsePlatePattern', () => {
  it.each<[string, string, string, string | null]>([
    ['?ข 12?4 หนองคาย', '?ข', '12?4', 'หนองคาย'],
    ['?? 1234', '??', '1234', null],
    ['1?? 1234 อุดรธานี', '1??', '1234', 'อุดรธานี'],
    ['70-12??', '70', '12??', null],
    ['?0 – 1234', '?0', '1234', null],
    ['กข 12*', 'กข', '12*', null],
    ['กข *', 'กข', '*', null],
    ['* 1234', '*', '1234', null],
    ['ก* 1234', 'ก*', '1234', null],
    ['1234', '*', '1234', null],
    ['๑๒?๔ หนองคาย', '*', '12?4', 'หนองคาย'],
    ['1234 จ.หนองคาย', '*', '1234', 'หนองคาย'],
    ['กข12?4', 'กข', '12?4', null],
    ['๑ กข ๑๒๓?', '1กข', '123?', null],
    ['ลาว 1234', '', '1234', null],
    ['1 กข123?', '1กข', '123?', null],
    ['? ข 1234', '?ข', '1234', null],
    ['1กข 1234 หนองคาย', '1กข', '1234', 'หนองคาย'],
  ])('reads %s', (text, letters, digits, province) => {
    expect(parsePlatePattern(text)).toEqual({ letters, digits, province });
  });

  it.each([
    ['', 'plate: write it like'],
    ['กข', 'plate: write it like'],
    ['?ข', '"ข": it stands after ? and is no province'],
    ['กข ????? ', 'at most four digits'],
    ['??1234', 'put a space between'],
    ['กข?234', 'put a space between the series and the number'],
    ['กขคง 12?4', 'no plate has such a series'],
    ['** 1234', 'no plate has such a series'],
    ['0? 1234', 'no plate has such a series'],
    ['กขค 1?34', 'no plate has this number'],
    ['?ข 0?34', 'no plate has this number'],
    ['70-1?3', 'no plate has this number'],
    ['?ข 1*2*', 'at most four digits'],
    ['AB 1?34', '"A" stands on no plate'],
    ['?ข 12?4 เวียงจันทน์', 'is no province'],
    ['12345', 'plate: write it like'],
  ])('refuses "%s" and says why', (text, reason) => {
    expect(() => parsePlatePattern(text)).toThrow(PlateFormatError);
    expect(() => parsePlatePattern(text)).toThrow(reason);
  });

  it('throws nothing but PlateFormatError, and what it reads it reads back', () => {
    const pieces = fc.constantFrom(
      ...['ก', 'ข', '1', '0', '๑', '-', ' ', '70', '?', '*', 'หนองคาย', 'ำ', 'x'],
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces, { maxLength: 9 }).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const pattern = parsePlatePattern(text);
          expect(parsePlatePattern(formatPatternWithProvince(pattern))).toEqual(pattern);
        } catch (error) {
          expect(error).toBeInstanceOf(PlateFormatError);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('reads every plate as the pattern that leaves nothing open', () => {
    fc.assert(
      fc.property(plates, (plate) => {
        const pattern = parsePlatePattern(formatPatternWithProvince(plate));
        const { letters, digits, province } = parsePlate(formatPatternWithProvince(plate));
        expect(pattern).toEqual({ letters, digits, province });
        expect(isWholeNumber(pattern)).toBe(true);
      }),
    );
  });

  it('reads every plate with any signs hidden', () => {
    fc.assert(
      fc.property(veiled, ({ pattern }) => {
        expect(parsePlatePattern(formatPatternWithProvince(pattern))).toEqual(pattern);
      }),
    );
  });
});

describe('fitsPattern', () => {
  it('finds a plate by whatever part of it is known', () => {
    fc.assert(
      fc.property(veiled, ({ plate, pattern }) => {
        expect(fitsPattern(pattern, plate)).toBe(true);
        expect(fitsPattern({ ...pattern, letters: '*' }, plate)).toBe(true);
        expect(fitsPattern({ ...pattern, digits: '*' }, plate)).toBe(true);
      }),
    );
  });

  it('finds no plate that differs in a known sign', () => {
    fc.assert(
      fc.property(plates, plates, (one, other) => {
        const isSame = one.letters === other.letters && one.digits === other.digits;
        expect(fitsPattern({ ...one, province: null }, { ...other, province: null })).toBe(isSame);
      }),
    );
  });

  const plate = { letters: '1กข', digits: '1234', province: 'หนองคาย' };

  it.each([
    ['?กข 1234', true],
    ['?ข 1234', false],
    ['1กข 12*', true],
    ['1* 1234', true],
    ['2* 1234', false],
    ['1กข 1*4', true],
    ['1กข 12*34', true],
    ['1กข 1*3', false],
    ['1กข 13*4', false],
    ['1234 หนองคาย', true],
    ['1234 อุดรธานี', false],
    ['124', false],
  ])('compares %s with 1กข 1234 หนองคาย: %s', (text, fits) => {
    expect(fitsPattern(parsePlatePattern(text), plate)).toBe(fits);
  });

  it('lets a province pass that one of the two does not know', () => {
    for (const province of provinces) {
      expect(fitsPattern({ ...plate, province }, { ...plate, province: null })).toBe(true);
      expect(fitsPattern({ ...plate, province: null }, { ...plate, province })).toBe(true);
    }
  });
});

describe('knownSigns', () => {
  it.each([
    ['1กข 1234', 7],
    ['?ข 12?4', 4],
    ['1234', 4],
    ['กข *', 2],
  ])('counts those of %s: %i', (text, count) => {
    expect(knownSigns(parsePlatePattern(text))).toBe(count);
  });
});
