import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  classesOf,
  formatPlate,
  formatPlateWithProvince,
  isPlateNumber,
  type Plate,
  type PlateClass,
  PlateFormatError,
  parsePlate,
  plateKey,
} from '../../lambdas/plates/plate.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';
import { car, dealer, fourDigits, motorcycle, number, truck } from './arbitrary-plates.ts';

const lao = fc.record({
  letters: fc.constant(''),
  digits: fc.oneof(number(999), fourDigits),
});
const province = fc.constantFrom(null, ...provinces);
const anyOf = (written: fc.Arbitrary<Pick<Plate, 'letters' | 'digits'>>, name: PlateClass) =>
  fc.tuple(written, province).map(([parts, where]): Plate => ({ class: name, ...parts, province: where }));
/** Every plate that can be written; `motorcycle` in both of its series. */
const plates: fc.Arbitrary<Plate> = fc.oneof(
  ...(['car', 'public', 'auctioned'] as const).map((name) => anyOf(car, name)),
  anyOf(truck, 'truck'),
  anyOf(
    fc.oneof(
      motorcycle,
      car.filter(({ letters }) => letters.length === 3),
    ),
    'motorcycle',
  ),
  anyOf(dealer, 'dealer'),
  anyOf(lao, 'lao').map((plate) => ({ ...plate, province: null })),
);

describe('parsePlate', () => {
  it.each([
    ['1กข 1234 หนองคาย', { letters: '1กข', digits: '1234', province: 'หนองคาย' }],
    ['กข1234', { letters: 'กข', digits: '1234', province: null }],
    ['70-1234', { letters: '70', digits: '1234', province: null }],
    ['70 – 0123 อุดรธานี', { letters: '70', digits: '0123', province: 'อุดรธานี' }],
    ['  ๑ กข ๑๒๓๔ ', { letters: '1กข', digits: '1234', province: null }],
    ['กขค 123 กทม.', { letters: 'กขค', digits: '123', province: 'กรุงเทพมหานคร' }],
    ['ก-0379 ตราด', { letters: 'ก', digits: '0379', province: 'ตราด' }],
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
    'ลาว',
    'ลาว 12345',
    'ลาว 012',
    '1234 หนองคาย',
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

  it('reads every plate of every class back from its own text', () => {
    fc.assert(
      fc.property(plates, (plate) => {
        expect(parsePlate(formatPlateWithProvince(plate))).toEqual({
          ...plate,
          class: expect.toBeOneOf([plate.class, null]),
        });
      }),
    );
  });

  it.each([
    ['กข 1234', null],
    ['1กข 1234', null],
    ['70-1234', 'truck'],
    ['กขค 123', 'motorcycle'],
    ['ก-1234', 'dealer'],
    ['ลาว 1234', 'lao'],
  ])('tells the class of %s where the text does: %s', (text, name) => {
    expect(parsePlate(text).class).toBe(name);
  });

  it.each(['ລາວ 0123', 'Lao 0123', 'lao-0123', 'ลาว ๐๑๒๓', 'ລາວ ໐໑໒໓'])('reads the Lao plate %s', (text) => {
    expect(parsePlate(text)).toEqual({ class: 'lao', letters: '', digits: '0123', province: null });
  });

  it('reads a plate without signs between as the same plate', () => {
    fc.assert(
      fc.property(
        plates.filter(({ letters }) => letters !== ''),
        (plate) => {
          expect(plateKey(parsePlate(plateKey(plate)))).toBe(plateKey(plate));
        },
      ),
    );
  });
});

describe('formatPlate', () => {
  it.each([
    ['1กข', '1234', '1กข 1234'],
    ['70', '1234', '70-1234'],
    ['ก', '12', 'ก-12'],
    ['', '1234', '1234'],
  ])('writes %s and %s as %s', (letters, digits, text) => {
    expect(formatPlate({ letters, digits })).toBe(text);
  });
});

describe('classesOf', () => {
  it('holds every plate for one of its own class', () => {
    fc.assert(
      fc.property(plates, (plate) => {
        expect(classesOf(plate)).toContain(plate.class);
      }),
    );
  });

  it.each([
    ['กข', '1234', ['car', 'public', 'auctioned']],
    ['1กข', '1234', ['car', 'motorcycle', 'public', 'auctioned']],
    ['กขค', '123', ['motorcycle']],
    ['70', '0123', ['truck']],
    ['ก', '1', ['dealer']],
    ['', '0123', ['lao']],
  ])('knows who carries %s %s', (letters, digits, classes) => {
    expect(classesOf({ letters, digits })).toEqual(classes);
  });

  it.each([
    ['กข', '0123'],
    ['70', '123'],
    ['กขค', '1234'],
    ['1ก', '12'],
    ['', '012'],
    ['กข', ''],
    ['ฃก', '1'],
  ])('knows nobody who carries %s %s', (letters, digits) => {
    expect(classesOf({ letters, digits })).toEqual([]);
  });
});
