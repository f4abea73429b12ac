import type { PhotoVerdict } from './face-collection.ts';

/** Why a photo may not be enrolled. */
export type PhotoProblem = Exclude<PhotoVerdict, 'enrolled'>;

/** A face in a photo, as the service that will compare it sees it. */
export interface PhotoFace {
  /** Side of a square as large as the face, so that a turned picture (EXIF) makes no difference. */
  readonly sizePixels: number;
  /** 0–100. */
  readonly brightness: number;
  /** 0–100. */
  readonly sharpness: number;
  /** To the side. */
  readonly yawDegrees: number;
  /** Up or down. */
  readonly pitchDegrees: number;
}

/**
 * What a face to be enrolled must have. Size: the similarity of a person in two photos stays over 99.9 % down to 80
 * pixels, and falls under the alert's 99 % below 60 (sandbox/demo-people.ts). Angles: what Rekognition asks of faces
 * to be compared (https://docs.aws.amazon.com/rekognition/latest/dg/recommendations-facial-input-images.html). AWS
 * names no bars for light and sharpness: ours pass all sample photos and refuse them blurred over 5 pixels or with a
 * third of their light.
 */
export const enrollmentBars = {
  sizePixels: 80,
  brightness: 20,
  sharpness: 40,
  yawDegrees: 45,
  pitchDegrees: 30,
} as const;

/** The first thing that keeps a photo with these faces from being enrolled, or undefined. */
export function judgeFaces(faces: readonly PhotoFace[]): PhotoProblem | undefined {
  const [face, second] = faces;
  if (face === undefined) return 'no-face';
  if (second !== undefined) return 'two-faces';
  if (face.sizePixels < enrollmentBars.sizePixels) return 'too-small';
  // A dark face has no sharp edges either: what helps is light.
  if (face.brightness < enrollmentBars.brightness) return 'too-dark';
  if (Math.abs(face.yawDegrees) > enrollmentBars.yawDegrees) return 'turned-away';
  if (Math.abs(face.pitchDegrees) > enrollmentBars.pitchDegrees) return 'turned-away';
  return face.sharpness < enrollmentBars.sharpness ? 'blurred' : undefined;
}
