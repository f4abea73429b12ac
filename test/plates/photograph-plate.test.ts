import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { type Quad, rectify } from '../../lambdas/plates/rectify.ts';
import { decodePicture } from '../../lambdas/runtime/jpeg.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';
import {
  framePlate,
  type PhotoConditions,
  photographPlate,
  photographPlateJpeg,
} from '../../models/plates/photograph-plate.ts';

const plate = { letters: 'กข', digits: '1234', province: 'เลย' };
const photograph = (conditions: Partial<PhotoConditions> = {}, seed = 3) =>
  photographPlate(plate, { widthPixels: 120, ...conditions }, seed);

async function brightness({ width, height, data }: Picture): Promise<number> {
  const { channels } = await sharp(data, { raw: { width, height, channels: 3 } })
    .greyscale()
    .stats();
  return channels[0]?.mean ?? Number.NaN;
}

/** How strongly neighbors in a row differ: blur takes it away, noise and letters bring it. */
function sharpness({ data, width }: Picture): number {
  let sum = 0;
  for (let at = 3; at < data.length; at++)
    if ((at / 3) % width >= 1) sum += Math.abs((data[at] ?? 0) - (data[at - 3] ?? 0));
  return sum / data.length;
}

const flatten = (picture: Picture, corners: Quad) => rectify(picture, corners, 0, { width: 160, height: 70 });

describe('photographPlate', () => {
  it('gives the same pixels for the same seed, and others for another', async () => {
    const [first, again, other] = await Promise.all([photograph(), photograph(), photograph({}, 4)]);

    expect(first.picture.data).toEqual(again.picture.data);
    expect(first.picture.data).not.toEqual(other.picture.data);
  });

  it.each([
    { yawDegrees: 40, pitchDegrees: 15, rollDegrees: 5 },
    { yawDegrees: -35, pitchDegrees: 0, rollDegrees: -8 },
  ])(
    'says where the corners are, so that the plate turned by $yawDegrees can be seen straight',
    async (view) => {
      const straight = await photograph({ widthPixels: 160 });
      const turned = await photograph({ widthPixels: 160, ...view });
      const [wanted, got] = [
        flatten(straight.picture, straight.corners),
        flatten(turned.picture, turned.corners),
      ];

      const apart = wanted.data.reduce((sum, value, at) => sum + Math.abs(value - (got.data[at] ?? 0)), 0);
      expect(apart / wanted.data.length).toBeLessThan(25);
      expect(flatten(turned.picture, straight.corners).data).not.toEqual(got.data);
    },
  );

  it('frames the plate without drawing it', async () => {
    const conditions = { yawDegrees: 30, widthPixels: 100 };
    const { picture, corners } = await photographPlate(plate, conditions, 1);

    expect(framePlate(plate, conditions)).toMatchObject({
      width: picture.width,
      height: picture.height,
      corners,
    });
  });

  it('is darker by night than by day', async () => {
    const [day, night] = await Promise.all([photograph(), photograph({ light: 'night' })]);

    expect(await brightness(night.picture)).toBeLessThan((await brightness(day.picture)) * 0.8);
  });

  it('is gray in infrared light', async () => {
    const { picture } = await photographPlate(
      { ...plate, color: 'taxi' },
      { light: 'night', isInfrared: true, noise: 8, widthPixels: 60 },
      1,
    );
    const [red = 0, , blue = 0] = (
      await sharp(picture.data, { raw: { ...picture, channels: 3 } }).stats()
    ).channels.map(({ mean }) => mean);

    expect(Math.abs(red - blue)).toBeLessThan(1.5);
  });

  it('is brighter with headlights into the lens', async () => {
    const [plain, lit] = await Promise.all([
      photograph({ light: 'night' }),
      photograph({ light: 'night', glare: 0.8 }),
    ]);

    expect(await brightness(lit.picture)).toBeGreaterThan((await brightness(plain.picture)) + 8);
  });

  it.each([
    ['motion', { motionPixels: 7 }],
    ['a wrong focus', { blurPixels: 2 }],
    ['low contrast', { lowContrast: 0.8 }],
  ])('is less sharp with %s', async (_, conditions) => {
    const [plain, soft] = await Promise.all([photograph(), photograph(conditions)]);

    expect(sharpness(soft.picture)).toBeLessThan(sharpness(plain.picture) * 0.8);
  });

  it.each([
    ['rain', { rain: 1 }],
    ['dirt', { dirt: 1 }],
    ['noise', { noise: 10 }],
  ])('hides some of the plate behind %s', async (_, conditions) => {
    const [plain, hidden] = await Promise.all([photograph(), photograph(conditions)]);
    const changed = plain.picture.data.filter(
      (value, at) => Math.abs(value - (hidden.picture.data[at] ?? 0)) > 8,
    );

    expect(changed.length / plain.picture.data.length).toBeGreaterThan(0.05);
  });
});

describe('photographPlateJpeg', () => {
  it('needs fewer bytes for a lower quality', async () => {
    const [good, bad] = await Promise.all(
      [90, 20].map((jpegQuality) => photographPlateJpeg(plate, { jpegQuality, widthPixels: 120 }, 2)),
    );

    expect(bad?.length).toBeLessThan((good?.length ?? 0) / 2);
    expect((await decodePicture(bad ?? new Uint8Array())).width).toBe(Math.ceil(120 * 1.16));
  });
});
