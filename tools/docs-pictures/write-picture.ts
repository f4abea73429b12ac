import { writeFileSync } from 'node:fs';
import sharp from 'sharp';

/** Of one picture in the documents. */
export const mostPictureBytes = 200_000;

/** It cannot be made small enough. */
export class PictureTooLargeError extends Error {
  override readonly name = 'PictureTooLargeError';
}

const attempts = [
  { colours: 256, dither: 0.6 },
  { colours: 256, dither: 0 },
  { colours: 128, dither: 0 },
  { colours: 64, dither: 0 },
] as const;

/** As PNG with as many colors as the limit allows; its size in bytes. Throws PictureTooLargeError. */
export async function writePicture(png: Buffer, file: string, mostBytes = mostPictureBytes): Promise<number> {
  for (const { colours, dither } of attempts) {
    const small = await sharp(png).png({ palette: true, colours, dither, effort: 8 }).toBuffer();
    if (small.length > mostBytes) continue;
    writeFileSync(file, small);
    return small.length;
  }
  throw new PictureTooLargeError(`${file} would be larger than ${mostBytes} bytes: show less of it`);
}
