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
  return async (margin) => {
    const [x, y] = [Math.ceil(picture.width * margin), Math.ceil(picture.height * margin)];
    const image = toSharp(picture).extend({ left: x, right: x, top: y, bottom: y, extendWith: 'copy' });
    // A second pipeline: sharp would otherwise resize before it extends.
    const size = { width: picture.width + 2 * x, height: picture.height + 2 * y };
    return stretched(toSharp({ ...size, data: await image.raw().toBuffer() }));
  };
}

async function stretched(image: ReturnType<typeof toSharp>): Promise<Picture> {
  const { width, height } = networkInput;
  const data = await image.resize(width, height, { fit: 'fill', kernel: 'linear' }).raw().toBuffer();
  return { ...networkInput, data };
}
