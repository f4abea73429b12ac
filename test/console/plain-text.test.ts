import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainText } from '../../lambdas/console/plain-text.ts';

const anyText = fc.string({ unit: fc.constantFrom(...'abก่ี🚓 \n\r\t\u0000\u202e\u2066\ud800') });

describe('plain text', () => {
  it('is one line of visible signs, never longer than asked for', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 30 }), (text, most) => {
        const plain = plainText(text, most);

        expect([...plain].length).toBeLessThanOrEqual(most);
        expect(plain).not.toMatch(/\p{Cc}|\u202e|\u2066/u);
      }),
    );
  });

  it('says with an ellipsis that something is missing', () => {
    expect(plainText('a name that is long', 7)).toBe('a name…');
    expect(plainText('x'.repeat(10_000), 5)).toBe('xxxx…');
    expect(plainText('สถานีรถไฟ', 9)).toBe('สถานีรถไฟ');
  });
});
