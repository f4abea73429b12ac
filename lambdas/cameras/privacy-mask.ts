import type { Outline } from '../zone/camera-file.ts';
import { fillOutline } from './outline.ts';
import type { PictureCodec } from './picture-codec.ts';

/**
 * A JPEG keeps color at half the resolution and smooths it when it is decoded: this many pixels beside a mask still
 * carry the color of what it covers.
 */
const bleedPixels = 2;
/** And shrinking mixes neighbors. */
const bleedCells = 1;

interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

interface Ink {
  readonly masks: readonly Outline[];
  /** Bytes of a pixel. */
  readonly channels: 1 | 3;
  /** How many pixels more on every side. */
  readonly margin: number;
}

/** Blackens the masks in the pixels themselves: what was there is gone. */
export function burnMasks(pixels: Pixels, { masks, channels, margin }: Ink): void {
  for (const mask of masks)
    fillOutline(mask, { ...pixels, margin }, (from, to) => {
      pixels.data.fill(0, from * channels, to * channels);
    });
}

/** A codec from which nobody gets a pixel that lies under a mask. */
export function maskedCodec(codec: PictureCodec, masks: readonly Outline[] = []): PictureCodec {
  if (masks.length === 0) return codec;
  return {
    shrink: async (jpeg, decoded) => {
      const thumbnail = await codec.shrink(jpeg, decoded);
      burnMasks(thumbnail, { masks, channels: 1, margin: bleedCells });
      return thumbnail;
    },
    decode: async (jpeg) => {
      const picture = await codec.decode(jpeg);
      burnMasks(picture, { masks, channels: 3, margin: bleedPixels });
      return picture;
    },
    cropToJpeg: codec.cropToJpeg,
  };
}
