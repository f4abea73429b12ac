import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import type { DetectedFace } from '../../../lambdas/cameras/face-detector.ts';
import { withDrawnFaces } from '../../../tools/docs-pictures/hide-faces.ts';

const size = { width: 320, height: 180 };
const green = '#20c040';
const street = () =>
  sharp({ create: { ...size, channels: 3, background: green } })
    .jpeg({ quality: 95 })
    .toBuffer();

const face = (x: number, y: number): DetectedFace => ({
  box: { x, y, width: 40, height: 50 },
  confidence: 0.9,
  quality: { sizePixels: 40, sharpness: 1, brightness: 1 },
});

const seeing = (...faces: readonly DetectedFace[]) => ({ detectFaces: async () => faces });

/** Red, green and blue of a pixel. */
async function colorAt(jpeg: Buffer, x: number, y: number): Promise<readonly number[]> {
  const { data, info } = await sharp(jpeg).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 3)];
}

const isGreen = ([red = 0, middle = 0, blue = 0]: readonly number[]) =>
  middle > red + 60 && middle > blue + 60;

describe('a picture for the documents', () => {
  it('has a drawing all over each face, and nowhere else', async () => {
    const covered = await withDrawnFaces(await street(), seeing(face(100, 60), face(220, 60)));

    for (const x of [105, 120, 138, 225, 240, 258])
      expect(isGreen(await colorAt(covered, x, 85)), `at ${x}`).toBe(false);
    for (const x of [20, 180, 300]) expect(isGreen(await colorAt(covered, x, 85)), `at ${x}`).toBe(true);
  });

  it('keeps its size where a face reaches over the edge', async () => {
    const covered = await withDrawnFaces(await street(), seeing(face(-10, -12), face(300, 150)));

    expect(await sharp(covered).metadata()).toMatchObject(size);
    expect(isGreen(await colorAt(covered, 5, 15))).toBe(false);
    expect(isGreen(await colorAt(covered, 316, 176))).toBe(false);
  });

  it('stays as it is without faces', async () => {
    const jpeg = await street();

    expect(await withDrawnFaces(jpeg, seeing())).toBe(jpeg);
  });
});
