import { type Box, type Picture, pad } from '../zone/picture.ts';
import { resample } from '../zone/resample.ts';
import { networkInput, type PlateView } from './read-views.ts';
import { type Quad, QuadDegenerateError, rectify } from './rectify.ts';

/** A box of the picture; the margin ends at the picture's edges. */
export function boxView(picture: Picture, box: Box): PlateView {
  return (margin) => resample(picture, pad(box, margin, picture), networkInput);
}

/** The plate as seen straight from its front; `otherwise` where the margin reaches beyond the plate's horizon. */
export function rectifiedView(picture: Picture, corners: Quad, otherwise: PlateView): PlateView {
  return (margin) => {
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
  return (margin) => {
    const [x, y] = [Math.ceil(picture.width * margin), Math.ceil(picture.height * margin)];
    const box = { x: -x, y: -y, width: picture.width + 2 * x, height: picture.height + 2 * y };
    return resample(picture, box, networkInput);
  };
}
