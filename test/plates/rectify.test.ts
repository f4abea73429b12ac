import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlateLike, type Quad, QuadDegenerateError, rectify } from '../../lambdas/plates/rectify.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';

type Color = readonly [number, number, number];

function paint(width: number, height: number, color: (x: number, y: number) => Color): Picture {
  const data = Uint8Array.from({ length: width * height * 3 }, (_, at) => {
    const pixel = Math.floor(at / 3);
    return color((pixel % width) + 0.5, Math.floor(pixel / width) + 0.5)[at % 3] ?? 0;
  });
  return { width, height, data };
}

function colorAt({ width, data }: Picture, x: number, y: number): readonly number[] {
  return [...data.subarray((y * width + x) * 3, (y * width + x) * 3 + 3)];
}

function upright(x: number, y: number, width: number, height: number): Quad {
  return [
    { x, y },
    { x: x + width, y },
    { x: x + width, y: y + height },
    { x, y: y + height },
  ];
}

const inside = ([a, b, c, d]: Quad, x: number, y: number) =>
  [[a, b] as const, [b, c] as const, [c, d] as const, [d, a] as const].every(
    ([from, to]) => (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) > 0,
  );

/** Any plate of 60×40 pixels or so, turned, moved and bent. */
const plates = fc
  .record({
    x: fc.double({ min: 30, max: 60, noNaN: true }),
    y: fc.double({ min: 30, max: 60, noNaN: true }),
    bends: fc.array(fc.double({ min: -9, max: 9, noNaN: true }), { minLength: 8, maxLength: 8 }),
  })
  .map(({ x, y, bends }): Quad => {
    const [a, b, c, d] = upright(x, y, 64, 42);
    const bend = (at: number) => bends[at] ?? 0;
    return [
      { x: a.x + bend(0), y: a.y + bend(1) },
      { x: b.x + bend(2), y: b.y + bend(3) },
      { x: c.x + bend(4), y: c.y + bend(5) },
      { x: d.x + bend(6), y: d.y + bend(7) },
    ];
  });

describe('rectify', () => {
  it('gives an upright plate of the wanted size back as it is', () => {
    const picture = paint(60, 40, (x, y) => [x * 4, y * 6, 7]);

    const cut = rectify(picture, upright(10, 5, 32, 16), 0, { width: 32, height: 16 });

    expect(colorAt(cut, 0, 0)).toEqual(colorAt(picture, 10, 5));
    expect(colorAt(cut, 31, 15)).toEqual(colorAt(picture, 41, 20));
  });

  it('turns a plate that hangs on its side', () => {
    const picture = paint(40, 40, (x) => (x < 20 ? [255, 0, 0] : [0, 0, 255]));
    const [a, b, c, d] = upright(10, 10, 20, 20);

    const turned = rectify(picture, [b, c, d, a], 0, { width: 20, height: 20 });

    expect(colorAt(turned, 10, 2)).toEqual([0, 0, 255]);
    expect(colorAt(turned, 10, 17)).toEqual([255, 0, 0]);
  });

  it('shows the wanted share of what is around the plate', () => {
    const picture = paint(80, 60, (x, y) =>
      x > 20 && x < 60 && y > 20 && y < 40 ? [255, 255, 255] : [0, 0, 0],
    );

    const cut = rectify(picture, upright(20, 20, 40, 20), 0.25, { width: 60, height: 30 });

    expect(colorAt(cut, 8, 15)).toEqual([0, 0, 0]);
    expect(colorAt(cut, 11, 15)).toEqual([255, 255, 255]);
    expect(colorAt(cut, 30, 3)).toEqual([0, 0, 0]);
    expect(colorAt(cut, 30, 6)).toEqual([255, 255, 255]);
  });

  it('repeats the border of the picture where the plate leaves it', () => {
    const picture = paint(40, 30, () => [10, 20, 30]);

    const cut = rectify(picture, upright(-20, 10, 40, 40), 0.1, { width: 16, height: 8 });

    expect([...new Set(cut.data)].sort((a, b) => a - b)).toEqual([10, 20, 30]);
  });

  it('averages a plate that is much larger than the wanted picture', () => {
    const stripes = paint(200, 100, (x) => (Math.floor(x) % 4 < 2 ? [255, 255, 255] : [0, 0, 0]));

    const cut = rectify(stripes, upright(0, 0, 200, 100), 0, { width: 50, height: 25 });

    expect(Math.max(...cut.data) - Math.min(...cut.data)).toBeLessThan(40);
  });

  it('fills the picture with any plate seen aslant, and with nothing else', () => {
    fc.assert(
      fc.property(plates, (quad) => {
        const picture = paint(170, 150, (x, y) => (inside(quad, x, y) ? [250, 250, 250] : [0, 0, 0]));

        const cut = rectify(picture, quad, 0, { width: 40, height: 20 });
        const around = rectify(picture, quad, 0.2, { width: 40, height: 20 });

        const dark = [...cut.data].filter((value) => value < 60).length;
        expect(dark / cut.data.length).toBeLessThan(0.03);
        const corners = [
          colorAt(around, 0, 0),
          colorAt(around, 39, 0),
          colorAt(around, 39, 19),
          colorAt(around, 0, 19),
        ];
        expect(corners).toEqual(Array(4).fill([0, 0, 0]));
      }),
      { numRuns: 40 },
    );
  });

  it('keeps left on the left and above above, however a plate is seen', () => {
    fc.assert(
      fc.property(plates, (quad) => {
        const [a, b, c, d] = quad;
        const middle = { top: mid(a, b), bottom: mid(d, c), left: mid(a, d), right: mid(b, c) };
        const side = (from: typeof a, to: typeof a, x: number, y: number) =>
          (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x) > 0 ? 250 : 0;
        const picture = paint(170, 150, (x, y) => [
          side(middle.bottom, middle.top, x, y),
          side(middle.left, middle.right, x, y),
          0,
        ]);

        const cut = rectify(picture, quad, 0, { width: 40, height: 20 });

        expect([colorAt(cut, 4, 3), colorAt(cut, 35, 3), colorAt(cut, 35, 16), colorAt(cut, 4, 16)]).toEqual([
          [0, 0, 0],
          [250, 0, 0],
          [250, 250, 0],
          [0, 250, 0],
        ]);
      }),
      { numRuns: 40 },
    );
  });
});

function mid(a: Quad[0], b: Quad[0]) {
  return { x: (a.x + b.x) / 2, y: (a.y + b.y) / 2 };
}

describe('a quad that is no plate', () => {
  const [a, b, c, d] = upright(10, 10, 40, 20);
  it.each<[string, Quad]>([
    ['mirrored corners', [b, a, d, c]],
    ['crossed sides', [a, c, b, d]],
    ['all corners in one place', [a, a, a, a]],
    ['corners on one line', [a, b, { x: 90, y: 10 }, { x: 70, y: 10 }]],
    ['a dent', [a, b, { x: 20, y: 15 }, d]],
    ['one side far shorter than its opposite', [a, b, { x: 16, y: 30 }, d]],
    ['a corner that is not a number', [a, b, c, { x: Number.NaN, y: 5 }]],
  ])('is refused: %s', (_, quad) => {
    const picture = paint(60, 40, () => [0, 0, 0]);

    expect(isPlateLike(quad)).toBe(false);
    expect(() => rectify(picture, quad, 0, { width: 16, height: 8 })).toThrow(QuadDegenerateError);
  });

  it('is refused also where only its margin reaches the horizon', () => {
    const picture = paint(60, 40, () => [0, 0, 0]);
    const steep: Quad = [a, { x: 25, y: 12 }, { x: 25, y: 20 }, { x: 10, y: 30 }];

    expect(() => rectify(picture, steep, 5, { width: 16, height: 8 })).toThrow(QuadDegenerateError);
  });
});
