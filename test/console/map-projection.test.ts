import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectionOf, scaleBar } from '../../lambdas/console/map-projection.ts';

const size = { width: 900, height: 600, margin: 50 };
/** Anywhere in Thailand, within a city's reach of each other. */
const points = fc
  .tuple(
    fc.double({ min: 97.3, max: 105.7, noNaN: true }),
    fc.double({ min: 5.5, max: 20.6, noNaN: true }),
    fc.array(
      fc.tuple(fc.double({ min: 0, max: 0.2, noNaN: true }), fc.double({ min: 0, max: 0.2, noNaN: true })),
      { minLength: 1, maxLength: 40 },
    ),
  )
  .map(([west, south, steps]) => steps.map(([right, up]): [number, number] => [west + right, south + up]));

describe('the projection of the zone map', () => {
  it('keeps every point inside the margin', () => {
    fc.assert(
      fc.property(points, (all) => {
        const { toSpot } = projectionOf(all, size);
        for (const { x, y } of all.map(toSpot)) {
          expect(x).toBeGreaterThanOrEqual(size.margin - 0.01);
          expect(x).toBeLessThanOrEqual(size.width - size.margin + 0.01);
          expect(y).toBeGreaterThanOrEqual(size.margin - 0.01);
          expect(y).toBeLessThanOrEqual(size.height - size.margin + 0.01);
        }
      }),
    );
  });

  it('has north up and east to the right', () => {
    fc.assert(
      fc.property(points, (all) => {
        const { toSpot } = projectionOf(all, size);
        const [[longitude, latitude] = [100, 15]] = all;
        const here = toSpot([longitude, latitude]);

        expect(toSpot([longitude, latitude + 0.001]).y).toBeLessThan(here.y);
        expect(toSpot([longitude + 0.001, latitude]).x).toBeGreaterThan(here.x);
      }),
    );
  });

  it('tells distances to within one percent of the great circle', () => {
    const pier: [number, number] = [102.7452, 17.8866];
    const bridge: [number, number] = [102.717, 17.8722];
    const { toSpot, metersPerPixel } = projectionOf([pier, bridge], size);
    const [a, b] = [toSpot(pier), toSpot(bridge)];

    // Haversine, radius 6,371 km.
    expect(Math.hypot(a.x - b.x, a.y - b.y) * metersPerPixel).toBeCloseTo(3387, -2);
  });

  it('shows the streets around a zone of one place', () => {
    const { metersPerPixel, toSpot } = projectionOf([[102.7, 17.8]], size);

    expect(metersPerPixel * size.width).toBeGreaterThan(1200);
    expect(toSpot([102.7, 17.8])).toEqual({ x: 450, y: 300 });
  });
});

describe('the scale bar', () => {
  it('is the longest round length that fits', () => {
    fc.assert(
      fc.property(fc.double({ min: 0.01, max: 1000, noNaN: true }), (metersPerPixel) => {
        const { meters, pixels } = scaleBar(metersPerPixel, 120);

        expect(pixels).toBeLessThanOrEqual(120.01);
        expect(pixels).toBeGreaterThan(120 / 2.6);
        expect(String(meters).replace(/[0.]|e.*/g, '')).toMatch(/^[125]$/);
      }),
    );
  });
});
