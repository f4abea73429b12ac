import type { Box, Picture } from '../zone/picture.ts';

/** What can be measured about a face before anybody is asked who it is. */
export interface FaceQuality {
  /** Shorter side of the face box in pixels; under 40 nobody can be told apart reliably. */
  readonly sizePixels: number;
  /** 0 (blurred away) to 1 (crisp). */
  readonly sharpness: number;
  /** Mean luma, 0 (black) to 1 (white). */
  readonly brightness: number;
  /** 1 looks at the camera, 0 is a full profile; absent when the detector cannot tell. */
  readonly frontality?: number;
}

/** One face in one picture. */
export interface DetectedFace {
  /** Chin to forehead in pixels of the picture, cut at its edges. */
  readonly box: Box;
  /** 0 to 1. */
  readonly confidence: number;
  readonly quality: FaceQuality;
}

/** Finds faces; knows nobody. */
export interface FaceDetector {
  /**
   * Every face in the picture, the surest first. With `regions` only faces that touch one of them are looked for,
   * which costs less: an empty list costs nothing.
   */
  detectFaces(picture: Picture, regions?: readonly Box[]): Promise<readonly DetectedFace[]>;
}
