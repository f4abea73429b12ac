import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bearing, distance, usualViewDegrees, viewDegreesOf } from '../../lambdas/cameras/sight.ts';

describe('distance and bearing', () => {
  it('are those of a map: the pier of Tha Sadet lies 113 m from the market, to the north-east', () => {
    const market = { latitude: 17.8857, longitude: 102.7447 };
    const pier = { latitude: 17.8866, longitude: 102.7452 };

    expect(distance(market, pier)).toBeCloseTo(113, 0);
    expect(bearing(market, pier)).toBeCloseTo(28, 0);
  });

  it('are as long back as forth', () => {
    const point = fc.record({
      latitude: fc.double({ min: 5, max: 21, noNaN: true }),
      longitude: fc.double({ min: 97, max: 106, noNaN: true }),
    });

    fc.assert(
      fc.property(point, point, (a, b) => {
        expect(distance(a, b)).toBeCloseTo(distance(b, a), 3);
      }),
    );
  });
});

describe('viewDegreesOf', () => {
  const view = { mountHeightMeters: 4, watchesAtMeters: 20, rangeMeters: 40, pictureWidthPixels: 1920 };

  it('is what sensor and lens give: 4 mm behind a sensor 5.4 mm wide see 68°', () => {
    const lens = { sensorWidthMillimeters: 5.4, focalLengthMillimeters: 4 };

    expect(viewDegreesOf({ ...view, ...lens })).toBeCloseTo(68.04, 2);
  });

  it('is what the file says, else what a usual lens sees', () => {
    expect(viewDegreesOf({ ...view, horizontalDegrees: 30 })).toBe(30);
    expect(viewDegreesOf(undefined)).toBe(usualViewDegrees);
  });
});
