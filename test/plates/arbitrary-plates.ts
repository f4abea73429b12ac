import fc from 'fast-check';
import type { PlateText } from '../../lambdas/plates/plate.ts';
import { provinces } from '../../lambdas/plates/provinces.ts';

const consonant = fc.constantFrom(...'กขคฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ');
const series = (count: number) =>
  fc.array(consonant, { minLength: count, maxLength: count }).map((all) => all.join(''));
/** A number without leading zeros. */
export const number = (most: number) => fc.integer({ min: 1, max: most }).map(String);
/** Filled up with zeros. */
export const fourDigits = fc.integer({ min: 0, max: 9999 }).map((value) => String(value).padStart(4, '0'));
export const car = fc.record({
  letters: fc.tuple(fc.constantFrom('', ...'123456789'), series(2)).map((parts) => parts.join('')),
  digits: number(9999),
});
export const truck = fc.record({
  letters: fc.integer({ min: 10, max: 99 }).map(String),
  digits: fourDigits,
});
export const motorcycle = fc.record({ letters: series(3), digits: number(999) });
export const dealer = fc.record({ letters: series(1), digits: fc.oneof(number(9999), fourDigits) });
/** Plates of every class, with and without a province. */
export const plates: fc.Arbitrary<PlateText> = fc
  .tuple(fc.oneof(car, truck, motorcycle, dealer), fc.constantFrom(null, ...provinces))
  .map(([written, province]) => ({ ...written, province }));
