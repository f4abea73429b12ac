import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPlateLike } from '../../lambdas/plates/rectify.ts';
import { angleOf, cornersOf, inverse, project, projectionOf } from '../../models/plates/plate-view.ts';

const plate = { x: -170, y: -75, width: 340, height: 150 };
const straight = { yawDegrees: 0, pitchDegrees: 0, rollDegrees: 0, widthPixels: 200 };
const angle = (limit: number) => fc.double({ min: -limit, max: limit, noNaN: true });
const views = fc.record({
  yawDegrees: angle(50),
  pitchDegrees: angle(40),
  rollDegrees: angle(20),
  widthPixels: fc.integer({ min: 40, max: 400 }),
});
const middle = { x: 300, y: 200 };

describe('projectionOf', () => {
  it('shows a plate seen straight on as a rectangle of the wanted width around its middle', () => {
    const [a, , c] = cornersOf(projectionOf(straight, 340, middle), plate);

    expect([a.x, c.x]).toEqual([expect.closeTo(200, 6), expect.closeTo(400, 6)]);
    expect((a.y + c.y) / 2).toBeCloseTo(200, 6);
    expect(c.y - a.y).toBeCloseTo((200 * 150) / 340, 6);
  });

  it('shows the nearer edge of a turned plate longer than the farther one', () => {
    const turned = { ...straight, yawDegrees: 40 };
    const [a, b, c, d] = cornersOf(projectionOf(turned, 340, middle), plate);

    expect(d.y - a.y).toBeGreaterThan(c.y - b.y);
  });

  it('keeps the width and the middle, however the plate is turned', () => {
    fc.assert(
      fc.property(views, (view) => {
        const projection = projectionOf(view, 340, middle);
        const [left, right] = [-170, 170].map((x) => project(projection, { x, y: 0 }));
        const width = left && right ? Math.hypot(right.x - left.x, right.y - left.y) : 0;
        expect(width).toBeCloseTo(view.widthPixels, 6);
        expect(project(projection, { x: 0, y: 0 })).toEqual(middle);
      }),
    );
  });

  it('gives corners that a plate can have', () => {
    fc.assert(
      fc.property(views, (view) => {
        expect(isPlateLike(cornersOf(projectionOf(view, 340, middle), plate))).toBe(true);
      }),
    );
  });

  it('is undone by its inverse', () => {
    fc.assert(
      fc.property(views, angle(170), angle(75), (view, x, y) => {
        const projection = projectionOf(view, 340, middle);
        const back = project(inverse(projection), project(projection, { x, y }));
        expect(Math.hypot(back.x - x, back.y - y)).toBeLessThan(1e-6);
      }),
    );
  });
});

describe('angleOf', () => {
  it.each([
    [0, 0, 0],
    [30, 0, 30],
    [-30, 0, 30],
    [0, 45, 45],
    [30, 30, 41.41],
  ])('is, for a yaw of %d and a pitch of %d degrees, %d', (yawDegrees, pitchDegrees, expected) => {
    expect(angleOf({ ...straight, yawDegrees, pitchDegrees })).toBeCloseTo(expected, 2);
  });
});
