import { describe, expect, it } from 'vitest';
import { findMotion, type Thumbnail } from '../../lambdas/cameras/motion.ts';

function thumbnail(paint: (x: number, y: number) => number, width = 160, height = 90): Thumbnail {
  const data = Uint8Array.from({ length: width * height }, (_, i) => paint(i % width, Math.floor(i / width)));
  return { width, height, data };
}

const plain = thumbnail(() => 100);
const inside = (x: number, y: number, left: number, top: number, side: number) =>
  x >= left && x < left + side && y >= top && y < top + side;

describe('findMotion', () => {
  it('finds none in two equal pictures', () => {
    expect(findMotion(plain, plain)).toEqual([]);
  });

  it('finds a face of 40 pixels at 1080p that comes into view', () => {
    const after = thumbnail((x, y) => (inside(x, y, 84, 42, 3) ? 160 : 100));

    const [block, ...others] = findMotion(plain, after);

    expect(others).toEqual([]);
    expect(block).toEqual({ x: 70 / 160, y: 30 / 90, width: 30 / 160, height: 30 / 90 });
  });

  it('takes noise and a cloud before the sun for no movement', () => {
    const noisy = thumbnail((x, y) => 100 + ((x * 7 + y * 13) % 9));
    const darker = thumbnail((x, y) => 60 + ((x * 5 + y * 11) % 9));

    expect(findMotion(noisy, darker)).toEqual([]);
  });

  it('takes a single changed spot for an insect', () => {
    expect(
      findMotion(
        plain,
        thumbnail((x, y) => (inside(x, y, 20, 20, 1) ? 255 : 100)),
      ),
    ).toEqual([]);
  });

  it('tells each place where something moves', () => {
    const after = thumbnail((x, y) => (inside(x, y, 2, 2, 4) || inside(x, y, 152, 82, 4) ? 200 : 100));

    expect(findMotion(plain, after)).toHaveLength(2);
  });

  it('takes another camera resolution for movement everywhere', () => {
    const after = thumbnail(() => 100, 160, 120);

    expect(findMotion(plain, after)).toEqual([{ x: 0, y: 0, width: 1, height: 1 }]);
  });
});
