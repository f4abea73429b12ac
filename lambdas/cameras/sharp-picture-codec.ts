import sharp from 'sharp';
import { cropToJpeg, decodePicture, PictureUnreadableError } from '../runtime/jpeg.ts';
import { halfOf } from '../runtime/shrink-picture.ts';
import type { Picture } from '../zone/picture.ts';
import { resample } from '../zone/resample.ts';
import { type Thumbnail, thumbnailWidth } from './motion.ts';
import { FrameUnreadableError, type PictureCodec } from './picture-codec.ts';

/** Pictures by libvips; the thumbnail of a JPEG is decoded at an eighth of its size, at two thirds of the whole's cost. */
export function sharpPictureCodec(): PictureCodec {
  return { shrink, decode, cropToJpeg };
}

async function shrink(jpeg: Uint8Array, decoded?: Picture): Promise<Thumbnail> {
  if (decoded && decoded.width % wholeBlocks === 0 && decoded.height % wholeBlocks === 0)
    return shrinkDecoded(decoded);
  try {
    const image = sharp(jpeg, { failOn: 'error' }).resize({ width: thumbnailWidth, kernel: 'linear' }).raw();
    const { data, info } = await image.toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, data: toGray(data, info.channels) };
  } catch (cause) {
    throw new FrameUnreadableError('the frame is not a readable picture', { cause });
  }
}

/** Sides of whole JPEG blocks, which all can be halved three times. */
const wholeBlocks = 8;

/** As sharp does it while it decodes, so that nothing seems to move when one way follows the other. */
function shrinkDecoded(picture: Picture): Thumbnail {
  const size = {
    width: thumbnailWidth,
    height: Math.max(1, Math.round((picture.height * thumbnailWidth) / picture.width)),
  };
  let from = picture;
  for (let halvings = halvingsOf(picture); halvings > 0; halvings--) from = halfOf(from);
  const { data } = resample(from, { x: 0, y: 0, width: from.width, height: from.height }, size);
  return { ...size, data: toGray(data, 3) };
}

/** A JPEG decodes at 1/2, 1/4 or 1/8; sharp takes the smallest that is large enough, or the next if that just is. */
function halvingsOf({ width }: Picture): number {
  const factor = width / thumbnailWidth;
  const halvings = Math.max(0, Math.min(3, Math.floor(Math.log2(factor))));
  return Math.floor(factor) === 2 ** halvings ? Math.max(0, halvings - 1) : halvings;
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
