import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten } from '../../lambdas/alerts/shorten.ts';

describe('shorten', () => {
  it('leaves a text that fits', () => {
    expect(shorten('ท่าเสด็จ', 8)).toBe('ท่าเสด็จ');
  });

  it.each([
    ['ที่นี่', 5, 'ที่…'],
    ['ที่นี่', 4, 'ที่…'],
    ['ที่นี่', 3, '…'],
    ['น้ำใจ', 3, '…'],
    ['ab cd', 4, 'ab…'],
    ['ab', 0, ''],
    ['ab', -3, ''],
  ])('cuts "%s" to %i units between letters, never inside one', (text, units, expected) => {
    expect(shorten(text, units)).toBe(expected);
  });

  it('makes one visible line', () => {
    expect(shorten('ท่า\r\n  เสด็จ\u200b\u0007 ', 50)).toBe('ท่า เสด็จ');
  });

  it('never gets longer than it may, breaks no letter and is done after one pass', () => {
    const letters = new Intl.Segmenter('th', { granularity: 'grapheme' });
    const thai = fc.array(fc.constantFrom('ก', 'ท', 'ี', '่', '้', 'ำ', 'เ', ' ', '😀', 'e\u0301'));
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      thai.map((parts) => parts.join('')),
    );

    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 40 }), (name, units) => {
        const short = shorten(name, units);
        const whole = Array.from(letters.segment(shorten(name, 10_000)), (part) => part.segment);
        expect(short.length).toBeLessThanOrEqual(units);
        expect(shorten(short, units)).toBe(short);
        if (short.endsWith('…') && !name.includes('…')) {
          const kept = Array.from(letters.segment(short.slice(0, -1)), (part) => part.segment);
          expect(kept).toEqual(whole.slice(0, kept.length));
        }
      }),
    );
  });
});
