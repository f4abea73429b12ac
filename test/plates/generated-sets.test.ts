import { describe, expect, it } from 'vitest';
import { classesOf } from '../../lambdas/plates/plate.ts';
import { isPlateLike } from '../../lambdas/plates/rectify.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import { type GeneratedSetName, generatedSets } from '../../models/plates/generated-sets.ts';

const names = Object.keys(generatedSets) as GeneratedSetName[];
const count = 60;

describe('generatedSets', () => {
  it.each(names)('%s: the same seed gives the same truth, and another seed another', (name) => {
    const truth = (seed: number) => generatedSets[name](5, seed).map((picture) => picture.truth);

    expect(truth(7)).toEqual(truth(7));
    expect(truth(7)).not.toEqual(truth(8));
  });

  it('shows other plates in every set', () => {
    const first = names.map((name) => JSON.stringify(generatedSets[name](1, 7)[0]?.truth[0]?.corners));

    expect(new Set(first).size).toBe(names.length);
  });

  it.each(names)('%s: has plates that can be, with corners that can be', (name) => {
    for (const { truth } of generatedSets[name](count, 7)) {
      for (const { corners, ...plate } of truth) {
        expect(isPlateLike(corners)).toBe(true);
        expect(
          plate.class === 'word' || plate.class === 'foreign' || classesOf(plate).includes(plate.class),
        ).toBe(true);
      }
    }
  });

  it('oblique: 30 to 45 degrees', () => {
    const angles = generatedSets.oblique(count, 7).map(({ angleDegrees }) => angleDegrees);

    expect(Math.min(...angles)).toBeGreaterThanOrEqual(30 - 1e-6);
    expect(Math.max(...angles)).toBeLessThanOrEqual(45 + 1e-6);
  });

  it('motorcycles, night and small are what their names say', () => {
    expect(generatedSets.motorcycles(count, 7).every(({ layout }) => layout === 'motorcycle')).toBe(true);
    expect(generatedSets.night(count, 7).every(({ light }) => light === 'night')).toBe(true);
    expect(
      Math.max(...generatedSets.small(count, 7).map(({ widthPixels }) => widthPixels)),
    ).toBeLessThanOrEqual(70);
  });

  it('scenes: one to three vehicles, all plates inside the picture', () => {
    const scenes = generatedSets.scenes(count, 7);
    const corners = scenes.flatMap(({ truth }) => truth.flatMap((plate) => plate.corners));

    expect(new Set(scenes.map(({ truth }) => truth.length))).toEqual(new Set([1, 2, 3]));
    expect(corners.every(({ x, y }) => x > 0 && x < 1280 && y > 0 && y < 720)).toBe(true);
  });

  it.each(names)('%s: gives the same JPEG whenever it is asked', async (name) => {
    const [picture] = generatedSets[name](1, 7);
    const [first, again] = [await picture?.jpeg(), await picture?.jpeg()];

    expect(first).toEqual(again);
    expect((await decodePicture(first ?? new Uint8Array())).width).toBeGreaterThan(
      name === 'scenes' ? 1279 : 40,
    );
  });
});
