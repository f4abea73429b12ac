import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPlateInText } from '../../benchmarks/plates/tesseract-text.ts';

describe('findPlateInText', () => {
  it.each([
    ['1กข 1234\nหนองคาย\n', '1กข', '1234', 'หนองคาย'],
    ['| กข\n๑๒๓๔ ”\nหนองดาย', 'กข', '1234', 'หนองคาย'],
    ['70-1234\nxx', '70', '1234', null],
    ['. ฟก 5 5\nกรุงเทพมหานศร', 'ฟก', '55', 'กรุงเทพมหานคร'],
  ])('finds the plate in %j', (text, letters, digits, province) => {
    expect(findPlateInText(text)).toEqual({ letters, digits, province });
  });

  it('finds none where there is none', () => {
    expect(findPlateInText('ร้านอาหาร\n...')).toBeUndefined();
  });

  it('never fails, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(() => findPlateInText(text)).not.toThrow();
      }),
    );
  });
});
