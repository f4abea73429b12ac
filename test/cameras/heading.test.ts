import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { headingOf, placeOfFace } from '../../lambdas/cameras/heading.ts';

const picture = 1280;
const face = (x: number, size: number) =>
  placeOfFace({ x: x - size / 2, y: 300, width: size, height: size }, picture);

describe('headingOf', () => {
  it.each([
    ['to the right', face(200, 60), face(1000, 60), 'E'],
    ['to the left', face(1000, 60), face(200, 60), 'W'],
    ['away', face(640, 100), face(640, 40), 'N'],
    ['towards the camera', face(640, 40), face(640, 100), 'S'],
    ['away and to the right', face(640, 100), face(1000, 40), 'NE'],
  ])('names a way %s of a camera that looks north', (_, from, to, heading) => {
    expect(headingOf(from, to, 0)).toBe(heading);
  });

  it('turns with the camera', () => {
    expect(headingOf(face(200, 60), face(1000, 60), 90)).toBe('S');
    expect(headingOf(face(640, 100), face(640, 40), 360)).toBe('N');
  });

  it('names no way of a face that hardly moves', () => {
    expect(headingOf(face(600, 60), face(640, 63), 0)).toBeUndefined();
  });

  it('names one of eight ways or none', () => {
    const place = fc.tuple(fc.integer({ min: 0, max: picture }), fc.integer({ min: 10, max: 400 }));
    fc.assert(
      fc.property(
        place,
        place,
        fc.double({ min: 0, max: 360, noNaN: true }),
        ([x, size], [toX, toSize], bearing) => {
          expect(['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW', undefined]).toContain(
            headingOf(face(x, size), face(toX, toSize), bearing),
          );
        },
      ),
    );
  });
});
