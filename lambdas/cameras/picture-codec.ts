import type { Box, Picture } from '../zone/picture.ts';
import type { Thumbnail } from './motion.ts';

/** The bytes of a frame are no picture that can be decoded. */
export class FrameUnreadableError extends Error {
  override readonly name = 'FrameUnreadableError';
}

/** Encodes and decodes pictures. */
export interface PictureCodec {
  /** Small and gray, for finding motion; sooner done if what `decode` gives is at hand. Throws FrameUnreadableError. */
  shrink(jpeg: Uint8Array, decoded?: Picture): Promise<Thumbnail>;
  /** Throws FrameUnreadableError. */
  decode(jpeg: Uint8Array): Promise<Picture>;
  /** Cuts `box` (whole pixels inside the picture) and encodes it; enlarged to at least `minSidePixels` per side. */
  cropToJpeg(picture: Picture, box: Box, minSidePixels: number): Promise<Uint8Array>;
}
