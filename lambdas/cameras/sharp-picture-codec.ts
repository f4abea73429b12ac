import sharp from 'sharp';
import { cropToJpeg, decodePicture, PictureUnreadableError } from '../runtime/jpeg.ts';
import type { Picture } from '../zone/picture.ts';
import { type Thumbnail, thumbnailWidth } from './motion.ts';
import { FrameUnreadableError, type PictureCodec } from './picture-codec.ts';

/** Pictures by libvips; a thumbnail is decoded at an eighth of its size, which costs a fraction of the whole. */
export function sharpPictureCodec(): PictureCodec {
  return { shrink, decode, cropToJpeg };
}

async function shrink(jpeg: Uint8Array): Promise<Thumbnail> {
  try {
    const image = sharp(jpeg, { failOn: 'error' }).resize({ width: thumbnailWidth }).raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: toGray(data, info.channels) };
  } catch (cause) {
    throw new FrameUnreadableError('the frame is not a readable picture', { cause });
  }
}

/** Luma of Rec. 601; libvips' own way to gray goes through linear light and costs a fifth of the whole. */
function toGray(data: Uint8Array, channels: number): Uint8Array {
  if (channels < 3) return data;
  const gray = new Uint8Array(data.length / channels);
  for (let i = 0, at = 0; i < gray.length; i++, at += channels) {
    gray[i] = (77 * (data[at] ?? 0) + 150 * (data[at + 1] ?? 0) + 29 * (data[at + 2] ?? 0)) >> 8;
  }
  return gray;
}

async function decode(jpeg: Uint8Array): Promise<Picture> {
  try {
    return await decodePicture(jpeg);
  } catch (cause) {
    if (!(cause instanceof PictureUnreadableError)) throw cause;
    throw new FrameUnreadableError('the frame is not a readable picture', { cause });
  }
}
