import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shrinkPicture } from '../../lambdas/runtime/shrink-picture.ts';
import type { Picture } from '../../lambdas/zone/picture.ts';

const picture = (width: number, height: number, value: (at: number) => number): Picture => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, at) => value(at)),
});

describe('shrinkPicture', () => {
  it('gives half of a picture the means of its pixels, color by color', async () => {
    const small = shrinkPicture(
      picture(4, 2, (at) => [0, 100, 200][at % 3] ?? 0),
      2,
      1,
    );
    const mixed = shrinkPicture(
      picture(2, 2, (at) => (at < 6 ? 10 : 30)),
      1,
      1,
    );

    expect([...small.data]).toEqual([0, 100, 200, 0, 100, 200]);
    expect([...mixed.data]).toEqual([20, 20, 20]);
  });

  it('makes a half once for all who want it, and gives a picture of that size as it is', async () => {
    const frame = picture(64, 32, (at) => at % 256);

    const half = shrinkPicture(frame, 32, 16);

    expect(shrinkPicture(frame, 32, 16)).toBe(half);
    expect(shrinkPicture(frame, 16, 8)).toBe(await shrinkPicture(half, 16, 8));
    expect(shrinkPicture(frame, 64, 32)).toBe(frame);
  });

  it('gives every size that is asked for, and keeps an even color', async () => {
    const side = fc.integer({ min: 1, max: 60 });
    await fc.assert(
      fc.asyncProperty(side, side, side, side, fc.nat(255), async (width, height, right, down, gray) => {
        const [w, h] = [Math.min(width, right), Math.min(height, down)];

        const small = shrinkPicture(
          picture(width, height, () => gray),
          w,
          h,
        );

        expect([small.width, small.height, small.data.length]).toEqual([w, h, w * h * 3]);
        expect(small.data.every((value) => value === gray)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
});
