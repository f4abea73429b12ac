import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Camera } from '../../lambdas/cameras/camera.ts';
import { nearestCameras } from '../../lambdas/evidence/nearest-cameras.ts';
import { makeCamera } from '../cameras/make-camera.ts';

const pole = { latitude: 17.88, longitude: 102.74 };
const metersPerDegree = 111_195;

/** A camera so many meters north and east of the pole. */
function cameraAt(id: string, { north = 0, east = 0 }, bearingDegrees?: number): Camera {
  const { place } = makeCamera();
  const latitude = pole.latitude + north / metersPerDegree;
  const longitude = pole.longitude + east / (metersPerDegree * Math.cos((pole.latitude * Math.PI) / 180));
  const view = bearingDegrees === undefined ? {} : { bearingDegrees };
  return makeCamera({ id, place: { ...place, latitude, longitude }, ...view });
}

const idsOf = (cameras: readonly Camera[]) => nearestCameras(pole, cameras).map(({ cameraId }) => cameraId);

describe('nearestCameras', () => {
  it('puts those that look at the pole before nearer ones that look away', () => {
    const away = cameraAt('near-looks-away', { north: 40 }, 0);
    const toward = cameraAt('far-looks-here', { north: 120 }, 180);

    expect(idsOf([away, toward])).toEqual(['far-looks-here', 'near-looks-away']);
  });

  it('leaves out what is farther than 150 m, and all but three', () => {
    const cameras = [10, 60, 149, 151].map((north) => cameraAt(`c-${north}`, { north: north + 20 }, 180));
    const four = [20, 40, 60, 80].map((north) => cameraAt(`c-${north}`, { north }, 180));

    expect(idsOf(cameras)).toEqual(['c-10', 'c-60']);
    expect(idsOf(four)).toEqual(['c-20', 'c-40', 'c-60']);
  });

  it('cannot tell where a camera at the pole itself looks, and counts it as looking', () => {
    expect(nearestCameras(pole, [cameraAt('same-site', {}, 10)])).toEqual([
      { cameraId: 'same-site', distanceMeters: 0, looksHere: true },
    ]);
  });

  it.each([
    ['32° beside it', 180 + 31, true],
    ['more than 32° beside it', 180 + 33, false],
    ['the other way round north', 180 - 31, true],
  ])('a camera north of the pole that looks %s: looks here is %s', (_, bearingDegrees, looksHere) => {
    expect(nearestCameras(pole, [cameraAt('c', { north: 50 }, bearingDegrees)])).toMatchObject([
      { looksHere },
    ]);
  });

  it('takes a view across north as one: 350° sees what lies at 10°', () => {
    const camera = cameraAt('c', { north: -50, east: -9 }, 350);

    expect(nearestCameras(pole, [camera])).toMatchObject([{ looksHere: true }]);
  });

  it('does not take a camera without a bearing for one that looks here', () => {
    expect(nearestCameras(pole, [cameraAt('c', { north: 50 })])).toMatchObject([{ looksHere: false }]);
  });

  it('goes by the range and lens of a camera that tells them', () => {
    const view = { mountHeightMeters: 4, watchesAtMeters: 20, pictureWidthPixels: 1920 };
    const camera = {
      ...cameraAt('c', { north: 50, east: 20 }, 180),
      view: { ...view, rangeMeters: 60, horizontalDegrees: 60 },
    };
    const near = { ...camera, view: { ...view, rangeMeters: 40, horizontalDegrees: 60 } };
    const narrow = { ...camera, view: { ...view, rangeMeters: 60, horizontalDegrees: 40 } };

    expect(nearestCameras(pole, [camera])).toMatchObject([{ looksHere: true }]);
    expect(nearestCameras(pole, [near])).toMatchObject([{ looksHere: false }]);
    expect(nearestCameras(pole, [narrow])).toMatchObject([{ looksHere: false }]);
  });

  it('gives the same cameras whatever their order', () => {
    const cameras = Array.from({ length: 6 }, (_, i) =>
      cameraAt(`c-${i}`, { north: 50, east: i % 2 }, i * 60),
    );

    fc.assert(
      fc.property(fc.shuffledSubarray(cameras, { minLength: 6 }), (shuffled) => {
        expect(idsOf(shuffled)).toEqual(idsOf(cameras));
      }),
    );
  });
});
