import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { PictureTooLargeError, writePicture } from '../../../tools/docs-pictures/write-picture.ts';

const folder = mkdtempSync(join(tmpdir(), 'safety-zone-pictures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const size = { width: 120, height: 90 };

/** All its colors are different ones. */
function rainbow(): Promise<Buffer> {
  const pixels = Array.from({ length: size.width * size.height }, (_, at) => {
    const [x, y] = [at % size.width, Math.floor(at / size.width)];
    return [2 * x, 2 * y, 255 - x - y];
  });
  return sharp(Buffer.from(pixels.flat()), { raw: { ...size, channels: 3 } })
    .png()
    .toBuffer();
}

describe('a picture that is written', () => {
  it('is a PNG that is small enough, with fewer colors where it must be', async () => {
    const [loose, tight] = [join(folder, 'loose.png'), join(folder, 'tight.png')];

    const bytes = await writePicture(await rainbow(), tight, 4_000);

    expect(bytes).toBe(statSync(tight).size);
    expect(bytes).toBeLessThanOrEqual(4_000);
    expect(await writePicture(await rainbow(), loose)).toBeGreaterThan(bytes);
    expect(await sharp(tight).metadata()).toMatchObject({ format: 'png', ...size });
  });

  it('is refused where nothing makes it small enough, and nothing is written', async () => {
    const file = join(folder, 'large.png');

    await expect(writePicture(await rainbow(), file, 1_000)).rejects.toThrow(PictureTooLargeError);
    expect(statSync(file, { throwIfNoEntry: false })).toBeUndefined();
  });
});
