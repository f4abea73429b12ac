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
    const image = sharp(jpeg, { failOn: 'error' }).resize({ width: thumbnailWidth }).grayscale().raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data };
  } catch (cause) {
    throw new FrameUnreadableError('the frame is not a readable picture', { cause });
  }
}

async function decode(jpeg: Uint8Array): Promise<Picture> {
  try {
    return await decodePicture(jpeg);
  } catch (cause) {
    if (!(cause instanceof PictureUnreadableError)) throw cause;
    throw new FrameUnreadableError('the frame is not a readable picture', { cause });
  }
}
