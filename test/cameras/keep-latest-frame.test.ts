import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  keepLatestFrame,
  latestFrameKey,
  shrinkWithoutFaces,
} from '../../lambdas/cameras/keep-latest-frame.ts';
import { sharpPictureCodec } from '../../lambdas/cameras/sharp-picture-codec.ts';
import type { Box, Picture } from '../../lambdas/zone/picture.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';

const size = { width: 1280, height: 720 };
const noon = Date.parse('2026-11-23T05:00:00Z');
const face: Box = { x: 600, y: 300, width: 80, height: 80 };

/** Noise, in which a blurred part shows. */
const noisy = (): Picture => ({
  ...size,
  data: Uint8Array.from({ length: size.width * size.height * 3 }, (_, i) => (i * 7919) % 251),
});
const jpegOf = ({ data, ...raw }: Picture) =>
  sharp(data, { raw: { ...raw, channels: 3 } })
    .jpeg()
    .toBuffer();

async function keep(
  span: { from: number; to: number },
  { jpeg, masks, boxes = [] }: { jpeg?: Uint8Array; masks?: [number, number][][]; boxes?: readonly Box[] },
) {
  const pictures = memoryPictureStore();
  await pictures.put(latestFrameKey('nk-cam-01'), Buffer.from('before'));
  const quality = { sizePixels: 80, sharpness: 1, brightness: 0.5 };
  await keepLatestFrame(
    {
      camera: { id: 'nk-cam-01', masks },
      window: { ...span, intervalMilliseconds: 500 },
      watched: {
        watchedTo: span.to,
        faces: { open: [], closed: [] },
        lastFrame: jpeg && { takenAt: span.to - 500, jpeg },
      },
    },
    {
      pictures,
      codec: sharpPictureCodec(),
      faceDetector: { detectFaces: async () => boxes.map((box) => ({ box, confidence: 1, quality })) },
    },
  );
  return pictures.get(latestFrameKey('nk-cam-01'));
}

const pixelsOf = async (jpeg: Uint8Array | undefined) =>
  sharp(jpeg).raw().toBuffer({ resolveWithObject: true });

describe('the latest frame of a camera', () => {
  it('is kept once a minute, at most 320 pixels wide', async () => {
    const jpeg = await jpegOf(noisy());
    const kept = await keep({ from: noon - 5000, to: noon + 5000 }, { jpeg });

    expect((await pixelsOf(kept)).info).toMatchObject({ width: 320, height: 180 });
    expect(kept?.length).toBeLessThan(60_000);
  });

  it('is left alone within the minute, and by a frame that cannot be decoded', async () => {
    const jpeg = await jpegOf(noisy());
    const broken = Buffer.from('half a pict');

    expect(String(await keep({ from: noon + 1000, to: noon + 11_000 }, { jpeg }))).toBe('before');
    expect(String(await keep({ from: noon - 5000, to: noon + 5000 }, { jpeg: broken }))).toBe('before');
  });

  it('is black under the camera’s masks', async () => {
    const jpeg = await jpegOf(noisy());
    const masks: [number, number][][] = [
      [
        [0, 0],
        [0.5, 0],
        [0.5, 1],
        [0, 1],
      ],
    ];
    const { data, info } = await pixelsOf(
      await keep({ from: noon - 5000, to: noon + 5000 }, { jpeg, masks }),
    );
    const row = data.subarray(90 * info.width * 3, 90 * info.width * 3 + 150 * 3);

    expect(Math.max(...row)).toBeLessThan(12);
  });

  it('of a camera without video is gone when the hour is over, and not before', async () => {
    expect(await keep({ from: noon - 5000, to: noon + 5000 }, {})).toBeUndefined();
    expect(String(await keep({ from: noon + 55_000, to: noon + 65_000 }, {}))).toBe('before');
  });
});

describe('a picture without faces', () => {
  it('has one even color where a face was, and around it', () => {
    const { data, width } = shrinkWithoutFaces(noisy(), [face]);
    const colors = new Set<string>();
    for (let y = 75; y < 95; y++)
      for (let x = 150; x < 170; x++) {
        const at = (y * width + x) * 3;
        colors.add(data.subarray(at, at + 3).join());
      }

    expect(colors.size).toBe(1);
  });

  it('paints faces at its edge and beyond', () => {
    const edge = { x: 1270, y: 700, width: 60, height: 60 };

    expect(shrinkWithoutFaces(noisy(), [edge])).toMatchObject({ width: 320, height: 180 });
  });

  it('leaves what the detector never looked for under ten pixels, whatever the camera’s size', () => {
    const small = { width: 640, height: 360, data: new Uint8Array(640 * 360 * 3) };

    expect(shrinkWithoutFaces(small, [])).toMatchObject({ width: 160, height: 90 });
  });
});
