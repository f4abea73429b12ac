import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isTouching, placeLabels, textWidth } from '../../lambdas/console/place-labels.ts';

const area = { x: 0, y: 0, width: 600, height: 400 };
const label = fc.record({
  text: fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }),
  at: fc.record({ x: fc.integer({ min: -50, max: 650 }), y: fc.integer({ min: -50, max: 450 }) }),
  away: fc.integer({ min: 0, max: 20 }),
  fontSize: fc.constantFrom(13, 15),
  centered: fc.boolean(),
});
const rectangle = fc.record({
  x: fc.integer({ min: 0, max: 600 }),
  y: fc.integer({ min: 0, max: 400 }),
  width: fc.integer({ min: 1, max: 60 }),
  height: fc.integer({ min: 1, max: 60 }),
});

describe('labels of the map', () => {
  it('never cover each other, what is taken, or the edge', () => {
    fc.assert(
      fc.property(
        fc.array(label, { maxLength: 40 }),
        fc.array(rectangle, { maxLength: 10 }),
        (wanted, taken) => {
          const boxes = placeLabels(wanted, area, taken).map(({ box }) => box);

          for (const [i, box] of boxes.entries()) {
            expect([...boxes.slice(i + 1), ...taken].filter((other) => isTouching(box, other))).toEqual([]);
            expect(box.x >= 0 && box.y >= 0 && box.x + box.width <= 600 && box.y + box.height <= 400).toBe(
              true,
            );
          }
        },
      ),
    );
  });

  it('place the first that is wanted whenever it fits', () => {
    const wanted = ['first', 'second', 'third'].map((text) => ({
      text,
      at: { x: 300, y: 200 },
      away: 0,
      fontSize: 13,
      centered: true,
    }));

    expect(placeLabels(wanted, area).map(({ label: { text } }) => text)).toEqual(['first']);
  });

  it('goes to another side where something stands', () => {
    const wanted = [{ text: 'name', at: { x: 300, y: 200 }, away: 10, fontSize: 13 }];
    const [free] = placeLabels(wanted, area);
    const [moved] = placeLabels(wanted, area, [{ x: 305, y: 150, width: 80, height: 100 }]);

    expect(free?.box.x).toBe(310);
    expect(moved?.box.x).toBeLessThan(300);
  });

  it('counts no width for Thai vowels and tones that are stacked', () => {
    expect(textWidth('ที่', 10)).toBe(textWidth('ท', 10));
  });
});
