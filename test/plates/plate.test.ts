import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  formatPlate,
  formatPlateWithProvince,
  isPlateNumber,
  PlateFormatError,
  type PlateText,
  parsePlate,
  plateKey,
  splitPlateNumber,
} from '../../lambdas/plates/plate.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';

const consonant = fc.constantFrom(...'กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ');
const series = (count: number) =>
  fc.array(consonant, { minLength: count, maxLength: count }).map((all) => all.join(''));
const number = (most: number) => fc.integer({ min: 1, max: most }).map(String);
const car = fc.record({
  letters: fc.tuple(fc.constantFrom('', ...'123456789'), series(2)).map((parts) => parts.join('')),
  digits: number(9999),
});
const truck = fc.record({
  letters: fc.integer({ min: 10, max: 99 }).map(String),
  digits: fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(4, '0')),
});
const motorcycle = fc.record({ letters: series(3), digits: number(999) });
const dealer = fc.record({ letters: series(1), digits: number(9999) });
const plates: fc.Arbitrary<PlateText> = fc
  .tuple(fc.oneof(car, truck, motorcycle, dealer), fc.constantFrom(null, ...provinces))
  .map(([written, province]) => ({ ...written, province }));

describe('parsePlate', () => {
  it.each([
    ['1กข 1234 หนองคาย', { letters: '1กข', digits: '1234', province: 'หนองคาย' }],
    ['กข1234', { letters: 'กข', digits: '1234', province: null }],
    ['70-1234', { letters: '70', digits: '1234', province: null }],
    ['70 – 0123 อุดรธานี', { letters: '70', digits: '0123', province: 'อุดรธานี' }],
    ['  ๑ กข ๑๒๓๔ ', { letters: '1กข', digits: '1234', province: null }],
    ['กขค 123 กทม.', { letters: 'กขค', digits: '123', province: 'กรุงเทพมหานคร' }],
    ['ก-1234 จังหวัดหนองคาย', { letters: 'ก', digits: '1234', province: 'หนองคาย' }],
    ['กก 1 ลำปาง', { letters: 'กก', digits: '1', province: 'ลำปาง' }],
  ])('reads %s', (text, plate) => {
    expect(parsePlate(text)).toMatchObject(plate);
  });

  it.each([
    '',
    'กข',
    '1234',
    'กข 0123',
    'กข 12345',
    'ฃข 123',
    'กขค 1234',
    '1ก 123',
    'AB 1234',
    '7-1234',
    'กา 12',
  ])('refuses "%s"', (text) => {
    expect(() => parsePlate(text)).toThrow(PlateFormatError);
  });

  it('names what it does not know as a province', () => {
    expect(() => parsePlate('กข 1234 เวียงจันทน์')).toThrow(/เวียงจันทน์.*no province/u);
  });

  it('throws nothing but PlateFormatError, whatever the text', () => {
    const pieces = fc.constantFrom(
      'กข',
      '1',
      '๑',
      '-',
      ' ',
      '70',
      '1234',
      'หนองคาย',
      'ำ',
      '\u200b',
      'x',
      '\u0000',
    );
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.array(pieces).map((all) => all.join('')),
    );
    fc.assert(
      fc.property(texts, (text) => {
        try {
          const plate = parsePlate(text);
          expect(isPlateNumber(plate)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(PlateFormatError);
        }
      }),
    );
  });

  it('reads every plate back from its own text', () => {
    fc.assert(
      fc.property(plates, (plate) => {
        expect(parsePlate(formatPlateWithProvince(plate))).toEqual(plate);
      }),
    );
  });

  it('reads a plate without signs between as the same plate', () => {
    fc.assert(
      fc.property(plates, (plate) => {
        expect(plateKey(parsePlate(plateKey(plate)))).toBe(plateKey(plate));
      }),
    );
  });
});

describe('formatPlate', () => {
  it.each([
    ['1กข', '1234', '1กข 1234'],
    ['70', '1234', '70-1234'],
    ['ก', '12', 'ก-12'],
  ])('writes %s and %s as %s', (letters, digits, text) => {
    expect(formatPlate({ letters, digits })).toBe(text);
  });
});

describe('splitPlateNumber', () => {
  it.each([
    ['1กข1234', { letters: '1กข', digits: '1234' }],
    ['701234', { letters: '70', digits: '1234' }],
    ['กขค123', { letters: 'กขค', digits: '123' }],
  ])('splits %s', (characters, parts) => {
    expect(splitPlateNumber(characters)).toEqual(parts);
  });

  it.each(['', '1234', '12345', '1234567', 'กข', 'กข12ค', 'กข12345'])(
    'finds no plate in "%s"',
    (characters) => {
      expect(splitPlateNumber(characters)).toBeUndefined();
    },
  );
});
