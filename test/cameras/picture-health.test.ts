import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Thumbnail } from '../../lambdas/cameras/motion.ts';
import { isSameLight, noPictures, seePicture, signsOf } from '../../lambdas/cameras/picture-health.ts';
import { cellsOf } from '../../lambdas/cameras/region.ts';
import { cover, covers, drawPlace, type Exposure, type Light, lights, photograph } from './draw-weather.ts';

const places = ['market', 'bridge', 'station', 1, 2, 3] as const;
const drawn = new Map<string | number, Buffer>();
const placeOf = (name: (typeof places)[number]) => drawn.get(name) ?? Buffer.alloc(0);

beforeAll(async () => {
  for (const name of places) drawn.set(name, await drawPlace(name));
});

/** What a window says whose pictures come five seconds apart. */
function signs(pictures: readonly Thumbnail[], cells?: Uint8Array) {
  const seen = pictures.reduce(
    (before, thumbnail, i) => seePicture(before, { thumbnail, takenAt: i * 5_000 }, cells),
    noPictures,
  );
  return signsOf(seen, { from: 0, to: 60_000 });
}

/** The same place twice, each time with its own noise. */
const twice = async (place: Buffer, exposure: Exposure = {}) => [
  await photograph(place, { ...exposure, seed: 1 }),
  await photograph(place, { ...exposure, seed: 2 }),
];

describe('the signs of a window', () => {
  it.each((Object.keys(lights) as Light[]).filter((light) => light !== 'blackout'))(
    'of a street in the light of %s are those of a camera that works',
    async (light) => {
      for (const name of places)
        expect({ name, ...signs(await twice(placeOf(name), { light })) }).toMatchObject({
          name,
          hasPicture: true,
          isDark: false,
          isBlank: false,
          isStill: false,
        });
    },
  );

  it('of a street whose lamps went out are dark', async () => {
    for (const name of places) {
      const seen = signs(await twice(placeOf(name), { light: 'blackout' }));
      expect({ name, isDark: seen.isDark }).toEqual({ name, isDark: true });
    }
  });

  it.each(Object.keys(covers) as (keyof typeof covers)[])('behind a %s are blank', async (name) => {
    const seen = signs(await twice(await cover(placeOf('market'), name)));

    expect(seen).toMatchObject({ isDark: false, isBlank: true });
  });

  it.each([1, 2, 3, 5])('of an unmoving street are not still while there is noise of %i', async (noise) => {
    for (const name of places) {
      const seen = signs(await twice(placeOf(name), { noise }));
      expect({ name, isStill: seen.isStill }).toEqual({ name, isStill: false });
    }
  });

  it('of a picture that is sent again are still, under a clock too', async () => {
    const picture = await photograph(placeOf('bridge'));
    const clock = { ...picture, data: picture.data.slice() };
    clock.data.fill(255, 170, 200).fill(255, 330, 360);

    expect(signs([picture, clock]).isStill).toBe(true);
  });

  it('of one picture do not say whether it stands still', async () => {
    expect(signs([await photograph(placeOf('bridge'))]).isStill).toBeUndefined();
  });

  it('do not come from under a mask', async () => {
    const outline: [number, number][] = [
      [0, 0],
      [0.5, 0],
      [0.5, 1],
      [0, 1],
    ];
    const behindHand = await photograph(await cover(placeOf('market'), 'hand'));
    const masked = { ...behindHand, data: behindHand.data.slice() };
    for (let i = 0; i < masked.data.length; i++) if (i % masked.width < masked.width / 2) masked.data[i] = 0;

    expect(signs([masked], cellsOf({ masks: [outline] }, masked))).toMatchObject({
      isDark: false,
      isBlank: true,
    });
  });

  it('without a picture say that there was none', () => {
    expect(signs([])).toMatchObject({ hasPicture: false, isDark: false, isBlank: false, isStill: undefined });
  });

  it('take any picture of any size', () => {
    const picture = fc
      .tuple(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 30 }))
      .chain(([width, height]) =>
        fc
          .uint8Array({ minLength: width * height, maxLength: width * height })
          .map((data) => ({ width, height, data })),
      );

    fc.assert(
      fc.property(fc.array(picture, { maxLength: 4 }), (pictures) => {
        const { light, signature } = signs(pictures);
        expect(light === undefined).toBe(signature === undefined);
        if (light !== undefined) expect(isSameLight(light, light)).toBe(true);
      }),
    );
  });
});
