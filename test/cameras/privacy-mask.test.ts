import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { findMotion } from '../../lambdas/cameras/motion.ts';
import { maskedCodec } from '../../lambdas/cameras/privacy-mask.ts';
import { cellsOf } from '../../lambdas/cameras/region.ts';
import { sharpPictureCodec } from '../../lambdas/cameras/sharp-picture-codec.ts';
import type { WatchCameraPorts } from '../../lambdas/cameras/watch-camera.ts';
import type { Outline } from '../../lambdas/zone/camera-file.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';
import { makeWatch, slot } from './make-watch.ts';

/** The left of a house: a slanted part of the picture. */
const mask: Outline = [
  [0.25, 0.2],
  [0.5, 0.25],
  [0.5, 0.75],
  [0.25, 0.7],
];

/** A gray street on which the masked part is bright red, as is nothing else. */
async function makeJpeg(inside = '#ff0000'): Promise<Buffer> {
  const corners = mask.map(([x, y]) => `${x * 1280},${y * 720}`).join(' ');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="720">
    <rect width="1280" height="720" fill="#777"/><polygon points="${corners}" fill="${inside}"/></svg>`;
  return sharp(Buffer.from(svg)).jpeg({ quality: 90 }).toBuffer();
}

/** How many pixels are rather red than gray. */
function countRed({ data }: Pick<Picture, 'data'>): number {
  let red = 0;
  for (let at = 0; at < data.length; at += 3) {
    if ((data[at] ?? 0) - (data[at + 1] ?? 0) > 40) red++;
  }
  return red;
}

const decodeRgb = async (jpeg: Uint8Array) => ({ data: await sharp(jpeg).removeAlpha().raw().toBuffer() });

describe('a masked part of the picture', () => {
  it('is nowhere in the decoded frame', async () => {
    const jpeg = await makeJpeg();

    const plain = await sharpPictureCodec().decode(jpeg);
    const masked = await maskedCodec(sharpPictureCodec(), [mask]).decode(jpeg);

    expect(countRed(plain)).toBeGreaterThan(100_000);
    expect(countRed(masked)).toBe(0);
  });

  it('is in no crop that is stored, though the crop reaches over it', async () => {
    const jpeg = await makeJpeg();
    const box = { x: 620, y: 300, width: 60, height: 60 };
    const things = makeWatch({ things: () => [], camera: { masks: [mask], watches: ['faces'] } });
    const ports: WatchCameraPorts = {
      ...things.ports,
      codec: sharpPictureCodec(),
      frames: {
        listFrames: async function* (_id, { from, to, intervalMilliseconds }) {
          for (let takenAt = from; takenAt < to; takenAt += intervalMilliseconds) yield { takenAt, jpeg };
        },
      },
      faceDetector: {
        detectFaces: async () => [
          { box, confidence: 0.9, quality: { sizePixels: 60, sharpness: 0.8, brightness: 0.5 } },
        ],
      },
    };

    await things.watch(slot(1), {}, ports);

    const stored = [...things.pictures.kept.values()];
    expect(stored.length).toBeGreaterThan(0);
    for (const crop of stored) expect(countRed(await decodeRgb(crop))).toBe(0);
  });

  it('shows no motion, however much moves beneath it', async () => {
    const codec = maskedCodec(sharpPictureCodec(), [mask]);
    const [before, after] = [
      await codec.shrink(await makeJpeg('#000')),
      await codec.shrink(await makeJpeg('#fff')),
    ];

    expect(findMotion(before, after, cellsOf({ masks: [mask] }, after))).toEqual([]);
    const [plainBefore, plainAfter] = [
      await sharpPictureCodec().shrink(await makeJpeg('#000')),
      await sharpPictureCodec().shrink(await makeJpeg('#fff')),
    ];
    expect(findMotion(plainBefore, plainAfter)).not.toEqual([]);
  });
});
