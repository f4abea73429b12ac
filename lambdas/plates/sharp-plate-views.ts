import { toSharp } from '../runtime/jpeg.ts';
import { type Box, type Picture, pad } from '../zone/picture.ts';
import { networkInput } from './onnx-plate-network.ts';
import type { PlateView } from './read-views.ts';
import { type Quad, QuadDegenerateError, rectify } from './rectify.ts';

/** A box of the picture; the margin ends at the picture's edges. */
export function boxView(picture: Picture, box: Box): PlateView {
  return async (margin) => {
    const { x, y, width, height } = pad(box, margin, picture);
    return stretched(toSharp(picture).extract({ left: x, top: y, width, height }));
  };
}

/** The plate as seen straight from its front; `otherwise` where the margin reaches beyond the plate's horizon. */
export function rectifiedView(picture: Picture, corners: Quad, otherwise: PlateView): PlateView {
  return async (margin) => {
    try {
      return rectify(picture, corners, margin, networkInput);
    } catch (error) {
      if (error instanceof QuadDegenerateError) return otherwise(margin);
      throw error;
    }
  };
}

/** The whole picture; around it its border pixels are carried on. */
export function wholeView(picture: Picture): PlateView {
  return (margin) =>
    stretched(
      toSharp(extended(picture, Math.ceil(picture.width * margin), Math.ceil(picture.height * margin))),
    );
}

/** By hand: sharp would need a pipeline of its own for it, which takes as long as the network. */
function extended({ width, height, data }: Picture, left: number, top: number): Picture {
  const size = { width: width + 2 * left, height: height + 2 * top };
  const wide = new Uint8Array(size.width * size.height * 3);
  for (let y = 0, to = 0; y < size.height; y++) {
    const row = Math.min(height - 1, Math.max(0, y - top)) * width;
    for (let x = 0; x < size.width; x++, to += 3) {
      const from = (row + Math.min(width - 1, Math.max(0, x - left))) * 3;
      wide[to] = data[from] ?? 0;
      wide[to + 1] = data[from + 1] ?? 0;
      wide[to + 2] = data[from + 2] ?? 0;
    }
  }
  return { ...size, data: wide };
}

async function stretched(image: ReturnType<typeof toSharp>): Promise<Picture> {
  const { width, height } = networkInput;
  const data = await image.resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  return { ...networkInput, data };
}
