import sharp, { type Sharp } from 'sharp';
import type { Box, Picture } from '../zone/picture.ts';

/** The bytes are no picture that can be decoded (half a JPEG, another format, nothing at all). */
export class PictureUnreadableError extends Error {
  override readonly name = 'PictureUnreadableError';
}

/** Decodes a JPEG or PNG, turned upright by its EXIF mark. Throws PictureUnreadableError. */
export async function decodePicture(bytes: Uint8Array): Promise<Picture> {
  try {
    const image = sharp(bytes, { failOn: 'error' }).rotate().removeAlpha().toColorspace('srgb').raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    throw new PictureUnreadableError('the bytes are not a readable JPEG or PNG', { cause });
  }
}

/** The raw pixels as a sharp image, to resize, crop or encode. */
export function toSharp(picture: Picture): Sharp {
  return sharp(picture.data, { raw: { width: picture.width, height: picture.height, channels: 3 } });
}

/** Cuts `box` out of the picture (whole pixels inside the picture) and encodes it as JPEG. */
export async function cropToJpeg(picture: Picture, box: Box, minSidePixels = 1): Promise<Buffer> {
  const scale = Math.max(1, minSidePixels / box.width, minSidePixels / box.height);
  const cut = toSharp(picture).extract({ left: box.x, top: box.y, width: box.width, height: box.height });
  const sized =
    scale === 1
      ? cut
      : cut.resize(Math.ceil(box.width * scale), Math.ceil(box.height * scale), { fit: 'fill' });
  return sized.jpeg({ quality: 90 }).toBuffer();
}
