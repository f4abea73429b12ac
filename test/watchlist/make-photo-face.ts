import type { PhotoFace } from '../../lambdas/watchlist/photo-quality.ts';

/** A face that may be enrolled. */
export function makePhotoFace(overrides: Partial<PhotoFace> = {}): PhotoFace {
  return {
    sizePixels: 200,
    brightness: 50,
    sharpness: 80,
    yawDegrees: 5,
    pitchDegrees: -5,
    ...overrides,
  };
}
