import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { CameraView } from '../../../lambdas/zone/camera-file.ts';
import { coverageOf } from '../../../tools/plan/coverage.ts';
import { measureOf, pixelsAt, reachOf } from '../../../tools/plan/pixels.ts';
import { makePlan, makePlanCamera, view } from './make-plan.ts';

const anyView: fc.Arbitrary<CameraView> = fc.record({
  mountHeightMeters: fc.double({ min: 1.5, max: 30, noNaN: true }),
  watchesAtMeters: fc.double({ min: 1, max: 300, noNaN: true }),
  rangeMeters: fc.constant(500),
  pictureWidthPixels: fc.integer({ min: 320, max: 8192 }),
  horizontalDegrees: fc.double({ min: 2, max: 170, noNaN: true }),
});
const subject = fc.constantFrom('faces' as const, 'plates' as const);

describe('pixels', () => {
  it('are those of a worked example: 1920 pixels over 5.4 mm behind 12 mm, a face of 16 cm 10 m away, 2 m below', () => {
    // 1920 × 12 / 5.4 = 4267 pixels per meter at 1 m; 4267 × 0.16 / √(10² + 2²) = 66.9
    expect(pixelsAt('faces', view, 10)).toBeCloseTo(66.94, 1);
  });

  it('double with the focal length, the picture’s width and at half the slant', () => {
    const flat = { ...view, mountHeightMeters: 1.5 };

    const at10 = pixelsAt('faces', flat, 10);

    expect(pixelsAt('faces', { ...flat, focalLengthMillimeters: 24 }, 10)).toBeCloseTo(2 * at10, 6);
    expect(pixelsAt('faces', { ...flat, pictureWidthPixels: 3840 }, 10)).toBeCloseTo(2 * at10, 6);
    expect(pixelsAt('faces', flat, 5)).toBeCloseTo(2 * at10, 6);
  });

  it('are just enough at the reach, for every camera', () => {
    fc.assert(
      fc.property(anyView, subject, (some, what) => {
        const reach = reachOf(what, some);
        const { leastPixels } = measureOf(what, some.pictureWidthPixels);
        if (reach > 0) expect(pixelsAt(what, some, reach)).toBeCloseTo(leastPixels, 4);
        else expect(pixelsAt(what, some, 0)).toBeLessThanOrEqual(leastPixels + 1e-6);
      }),
    );
  });
});

describe('coverageOf', () => {
  it('is the area of the sectors: 50 m and 60° see 1,309 m²', () => {
    const { sensorWidthMillimeters: _, focalLengthMillimeters: __, ...rest } = view;
    const wide = { ...rest, horizontalDegrees: 60 };
    const { zone } = makePlan(() => ({ cameras: [makePlanCamera({ view: wide })] }));

    const { seenSquareMeters, recognizedSquareMeters, overlaps } = coverageOf(zone);

    expect(seenSquareMeters / ((Math.PI * 50 ** 2 * 60) / 360)).toBeCloseTo(1, 1);
    expect(recognizedSquareMeters).toBeLessThan(seenSquareMeters);
    expect(overlaps).toEqual([]);
  });

  it('counts ground that two cameras see once, and tells how much they share', () => {
    const twice = makePlan(() => ({
      cameras: [makePlanCamera(), makePlanCamera({ id: 'second-camera' })],
    }));

    const { seenSquareMeters, overlaps } = coverageOf(twice.zone);

    expect(seenSquareMeters).toBe(coverageOf(makePlan().zone).seenSquareMeters);
    expect(overlaps).toEqual([
      { cameras: ['gate-camera', 'second-camera'], squareMeters: seenSquareMeters, share: 1 },
    ]);
  });
});
