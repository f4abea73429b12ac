import { describe, expect, it } from 'vitest';
import type { Camera } from '../../lambdas/cameras/camera.ts';
import { findMotion, type Thumbnail } from '../../lambdas/cameras/motion.ts';
import { cellsOf, isWatched, watchedParts } from '../../lambdas/cameras/region.ts';
import type { Outline } from '../../lambdas/zone/camera-file.ts';
import { makeWatch, parkedPlate, secondsIn, slot, walker } from './make-watch.ts';

const rectangle = (left: number, top: number, right: number, bottom: number): Outline => [
  [left, top],
  [right, top],
  [right, bottom],
  [left, bottom],
];
const upperHalf = { regions: [{ id: 'upper', outline: rectangle(0, 0, 1, 0.5) }] };
const picture = { width: 1280, height: 720 };

function thumbnail(paint: (x: number, y: number) => number): Thumbnail {
  const data = Uint8Array.from({ length: 160 * 90 }, (_, i) => paint(i % 160, Math.floor(i / 160)));
  return { width: 160, height: 90, data };
}

describe('isWatched', () => {
  it.each([
    ['its center in the region', 320, true],
    ['its upper half in the region', 331, false],
  ])('says of a box with %s', (_what, y, watched) => {
    expect(isWatched(upperHalf, { x: 100, y, width: 60, height: 60 }, picture)).toBe(watched);
  });

  it('counts everything where a camera has no regions', () => {
    expect(isWatched({}, { x: 0, y: 700, width: 10, height: 10 }, picture)).toBe(true);
  });
});

describe('watchedParts', () => {
  it('keeps of each place what lies near a region', () => {
    const place = { x: 0.2, y: 0.4, width: 0.2, height: 0.2 };
    const below = { x: 0.2, y: 0.6, width: 0.2, height: 0.2 };

    const [part, ...others] = watchedParts(upperHalf, [place, below]) ?? [];

    expect(others).toEqual([]);
    expect(part).toMatchObject({ x: 0.2, y: 0.4 });
    expect(part?.height).toBeCloseTo(0.1);
  });

  it('means the regions themselves where no places are known, and everywhere without regions', () => {
    expect(watchedParts(upperHalf, undefined)).toEqual([{ x: 0, y: 0, width: 1, height: 0.5 }]);
    expect(watchedParts({}, undefined)).toBeUndefined();
  });
});

describe('motion with regions and masks', () => {
  const before = thumbnail(() => 100);
  const cells = cellsOf(upperHalf, before);

  it('counts within a region and not outside', () => {
    const spot = (top: number) => thumbnail((x, y) => (x < 4 && y >= top && y < top + 4 ? 200 : 100));

    expect(findMotion(before, spot(10), cells)).toHaveLength(1);
    expect(findMotion(before, spot(70), cells)).toEqual([]);
  });

  it('is no change of light when most of the picture is masked', () => {
    const masks = [rectangle(0, 0, 1, 0.7)];
    const dark = (gray: number) => thumbnail((_x, y) => (y < 64 ? 0 : gray));

    expect(findMotion(dark(100), dark(60), cellsOf({ masks }, before))).toEqual([]);
  });

  it('is found around a bus that fills a third of the picture only', () => {
    const bus = thumbnail((x) => (x < 50 ? 220 : 100));

    const found = findMotion(before, bus);

    expect(Math.max(...found.map(({ x, width }) => x + width))).toBeLessThan(0.45);
  });
});

describe('watchCamera with regions', () => {
  const watch = async (camera: Partial<Camera>, y: number) => {
    const zone = makeWatch({ things: (at) => [walker(at, 'ann', y)], camera });
    for (const count of [1, 2]) await zone.watch(slot(count));
    return zone;
  };

  it('sends a face that walks within a region, and none outside', async () => {
    expect((await watch(upperHalf, 200)).faces).toHaveLength(1);
    expect((await watch(upperHalf, 500)).faces).toHaveLength(0);
  });

  it('does not look at frames in which only something outside moves', async () => {
    const { looks } = await watch(upperHalf, 500);

    // The first frame of each window is always looked at.
    expect(looks).toEqual({ faces: 2, plates: 2 });
  });

  it('tells a car that stops in a region, and none beside', async () => {
    const zone = makeWatch({
      things: (at) =>
        secondsIn(at) > 2
          ? [parkedPlate(), { ...parkedPlate('777'), box: { ...parkedPlate().box, y: 100 } }]
          : [],
      camera: upperHalf,
    });

    await zone.watch(slot(1));

    expect([...zone.sightings.kept.values()]).toMatchObject([{ plate: { digits: '777' } }]);
  });
});
