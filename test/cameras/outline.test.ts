import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundsOf, fillOutline, isInside } from '../../lambdas/cameras/outline.ts';
import type { Outline } from '../../lambdas/zone/camera-file.ts';

const triangle: Outline = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.5, 0.8],
];
/** Its two lines cross in the middle. */
const bow: Outline = [
  [0, 0],
  [1, 1],
  [1, 0],
  [0, 1],
];

function draw(outline: Outline, width: number, height: number, margin = 0): string[] {
  const cells = new Uint8Array(width * height);
  fillOutline(outline, { width, height, margin }, (from, to) => cells.fill(1, from, to));
  return Array.from({ length: height }, (_, row) =>
    Array.from(cells.subarray(row * width, (row + 1) * width), (cell) => (cell ? '#' : '.')).join(''),
  );
}

const outlines = fc.array(
  fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
  { minLength: 3, maxLength: 8 },
);

describe('isInside', () => {
  it.each([
    [0.5, 0.4, true],
    [0.22, 0.7, false],
    [0.1, 0.3, false],
    [0.5, 0.9, false],
  ])('says of %d, %d in a triangle: %s', (x, y, inside) => {
    expect(isInside(triangle, { x, y })).toBe(inside);
  });

  it('takes all that an outline goes around as inside, where it crosses itself too', () => {
    const inside = [
      [0.5, 0.1],
      [0.1, 0.5],
      [0.5, 0.9],
    ].map(([x = 0, y = 0]) => isInside(bow, { x, y }));

    expect(inside).toEqual([false, true, false]);
  });
});

describe('boundsOf', () => {
  it('gives the smallest box around an outline', () => {
    const { x, y, width, height } = boundsOf(triangle);

    expect([x, y, x + width, y + height]).toEqual([0.2, 0.2, 0.8, 0.8]);
  });
});

describe('fillOutline', () => {
  it('fills every cell that the outline touches', () => {
    const slanted: Outline = [
      [0.25, 0.25],
      [0.75, 0.25],
      [0.5, 0.75],
    ];

    expect(draw(slanted, 10, 5)).toEqual([
      '..........',
      '..######..',
      '...####...',
      '....##....',
      '..........',
    ]);
  });

  it('fills a margin around it', () => {
    const dot: Outline = [
      [0.5, 0.5],
      [0.51, 0.5],
      [0.5, 0.51],
    ];

    expect(draw(dot, 5, 5, 1)).toEqual(['.....', '.###.', '.###.', '.###.', '.....']);
  });

  it('covers every point that lies inside, whatever the outline', () => {
    fc.assert(
      fc.property(outlines, (outline) => {
        const rows = draw(outline, 37, 21);
        for (let i = 0; i < 400; i++) {
          const [x, y] = [(i % 20) / 20 + 0.017, Math.floor(i / 20) / 20 + 0.023];
          if (isInside(outline, { x, y })) expect(rows[Math.floor(y * 21)]?.[Math.floor(x * 37)]).toBe('#');
        }
      }),
    );
  });

  it('never leaves the grid, whatever the outline', () => {
    fc.assert(
      fc.property(outlines, fc.nat(3), (outline, margin) => {
        fillOutline(outline, { width: 16, height: 9, margin }, (from, to) => {
          expect(Math.floor(from / 16)).toBe(Math.floor((to - 1) / 16));
          expect(from).toBeGreaterThanOrEqual(0);
          expect(to).toBeLessThanOrEqual(16 * 9);
        });
      }),
    );
  });
});
