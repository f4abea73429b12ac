import fc from 'fast-check';
import { expect, it } from 'vitest';
import { toSharp } from '../../lambdas/runtime/jpeg.ts';
import { resample } from '../../lambdas/zone/resample.ts';

const noise = (width: number, height: number) => ({
  width,
  height,
  data: Uint8Array.from({ length: width * height * 3 }, (_, at) => (at * 2_654_435_761) >>> 24),
});
const size = { width: 16, height: 8 };

it('gives the pixels that sharp gives, but for rounding', async () => {
  for (const [width, height] of [
    [32, 16],
    [30, 11],
    [16, 8],
  ] as const) {
    const picture = noise(width, height);
    const other = toSharp(picture).resize(16, 8, { fit: 'fill', kernel: 'linear' });
    const expected = await other.raw().toBuffer();
    const { data } = resample(picture, { x: 0, y: 0, width, height }, size);
    const differences = [...data].map((value, at) => Math.abs(value - (expected[at] ?? 0)));
    expect(Math.max(...differences), `${width} × ${height}`).toBeLessThanOrEqual(2);
  }
});

it('shows a box as if it were cut out first, its neighbours mixed in at the edges alone', () => {
  const picture = noise(40, 20);
  const { data } = resample(picture, { x: 5, y: 3, width: 16, height: 8 }, size);
  for (let y = 0; y < 8; y++)
    expect([...data.subarray(y * 48, (y + 1) * 48)]).toEqual([
      ...picture.data.subarray(((y + 3) * 40 + 5) * 3, ((y + 3) * 40 + 21) * 3),
    ]);
});

it('keeps one color whatever the box, beyond the picture too', () => {
  const side = fc.integer({ min: 1, max: 40 });
  fc.assert(
    fc.property(
      side,
      side,
      fc.double({ min: -30, max: 30, noNaN: true }),
      side,
      fc.nat(255),
      (width, height, x, of, color) => {
        const picture = { width, height, data: new Uint8Array(width * height * 3).fill(color) };
        const { data } = resample(picture, { x, y: -x, width: of, height: of + 1 }, size);
        expect(data).toEqual(new Uint8Array(size.width * size.height * 3).fill(color));
      },
    ),
  );
});
