import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { pictureSize } from '../../lambdas/watchlist/picture-size.ts';

const draw = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#345678' } });

describe('pictureSize', () => {
  it.each([
    ['JPEG', () => draw(300, 200).jpeg().toBuffer()],
    ['progressive JPEG', () => draw(300, 200).jpeg({ progressive: true }).toBuffer()],
    [
      'JPEG with metadata',
      () =>
        draw(300, 200)
          .withExif({ IFD0: { Artist: 'x'.repeat(500) } })
          .jpeg()
          .toBuffer(),
    ],
    ['PNG', () => draw(300, 200).png().toBuffer()],
  ])('reads a %s', async (_what, make) => {
    expect(pictureSize(await make())).toEqual({ width: 300, height: 200 });
  });

  it('knows no other format', async () => {
    expect(pictureSize(await draw(30, 20).webp().toBuffer())).toBeUndefined();
    expect(pictureSize(new Uint8Array())).toBeUndefined();
  });

  it('never throws, whatever follows the first bytes', async () => {
    const jpeg = await draw(30, 20).jpeg().toBuffer();
    const anyHead = fc.constantFrom(
      [],
      [0xff, 0xd8],
      [...jpeg.subarray(0, 40)],
      [0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10],
    );

    fc.assert(
      fc.property(anyHead, fc.uint8Array({ maxLength: 64 }), (head, rest) => {
        const size = pictureSize(Uint8Array.from([...head, ...rest]));
        if (size !== undefined) expect(size.width * size.height).toBeGreaterThan(0);
      }),
    );
  });
});
