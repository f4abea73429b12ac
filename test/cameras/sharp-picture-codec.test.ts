import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findMotion } from '../../lambdas/cameras/motion.ts';
import { FrameUnreadableError } from '../../lambdas/cameras/picture-codec.ts';
import { sharpPictureCodec } from '../../lambdas/cameras/sharp-picture-codec.ts';

const codec = sharpPictureCodec();

/** A gray street of 1280 × 720 with a white square of 80 pixels at 640, 360. */
async function makeJpeg(): Promise<Buffer> {
  const square = await sharp({ create: { width: 80, height: 80, channels: 3, background: 'white' } })
    .png()
    .toBuffer();
  return sharp({ create: { width: 1280, height: 720, channels: 3, background: '#606060' } })
    .composite([{ input: square, left: 640, top: 360 }])
    .jpeg()
    .toBuffer();
}

describe('sharpPictureCodec', () => {
  it('shrinks a frame to a small gray picture that still shows where things are', async () => {
    const { width, height, data } = await codec.shrink(await makeJpeg());

    expect([width, height, data.length]).toEqual([160, 90, 160 * 90]);
    expect(data[50 * 160 + 85]).toBeGreaterThan(240);
    expect(data[10 * 160 + 10]).toBeLessThan(110);
  });

  it.each([
    [1280, 720],
    [1920, 1080],
    [768, 432],
    [2560, 1440],
    [850, 478],
  ])('shrinks a frame of %i × %i alike, decoded before or not', async (width, height) => {
    const jpeg = await sharp(await makeJpeg())
      .resize(width, height)
      .jpeg({ quality: 85 })
      .toBuffer();

    const [ofJpeg, ofPicture] = [
      await codec.shrink(jpeg),
      await codec.shrink(jpeg, await codec.decode(jpeg)),
    ];

    expect([ofPicture.width, ofPicture.height]).toEqual([ofJpeg.width, ofJpeg.height]);
    expect(findMotion(ofJpeg, ofPicture)).toEqual([]);
    const differences = ofPicture.data.map((value, at) => Math.abs(value - (ofJpeg.data[at] ?? 0)));
    expect(Math.max(...differences)).toBeLessThanOrEqual(3);
  });

  it('decodes a frame, and cuts and enlarges a part of it', async () => {
    const picture = await codec.decode(await makeJpeg());

    const crop = await codec.cropToJpeg(picture, { x: 640, y: 360, width: 40, height: 50 }, 80);

    expect(picture).toMatchObject({ width: 1280, height: 720 });
    expect(await sharp(crop).metadata()).toMatchObject({ format: 'jpeg', width: 80, height: 100 });
  });

  it.each([
    ['half a JPEG', async () => (await makeJpeg()).subarray(0, 2_000)],
    ['no picture', async () => Buffer.from('hello')],
    ['nothing', async () => Buffer.alloc(0)],
  ])('says of %s that it cannot be read', async (_what, makeBytes) => {
    const bytes = await makeBytes();

    await expect(codec.shrink(bytes)).rejects.toThrow(FrameUnreadableError);
    await expect(codec.decode(bytes)).rejects.toThrow(FrameUnreadableError);
  });
});
