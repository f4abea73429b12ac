import { minFacePixels } from '../../lambdas/cameras/face-pass.ts';
import { viewDegreesOf } from '../../lambdas/cameras/sight.ts';
import { smallPlatePixels } from '../../lambdas/plates/vote.ts';
import type { CameraView } from '../../lambdas/zone/camera-file.ts';
import type { Camera } from '../../lambdas/zone/zone-file.ts';

export type Subject = Camera['watches'][number];

interface Measure {
  readonly widthMeters: number;
  /** Of its middle above the ground. */
  readonly heightMeters: number;
  /** Under it nothing is recognized. */
  readonly leastPixels: number;
  readonly goodPixels: number;
}

/** Plates much narrower than 24 of the 640 pixels that the detector gets are missed (lambdas/plates/onnx-plate-detector.ts). */
const detectedShare = 24 / 640;
/** From here more size adds nothing (lambdas/plates/vote.ts). */
const goodPlatePixels = 100;
/** Rekognition asks for 50 × 50: https://docs.aws.amazon.com/rekognition/latest/dg/recommendations-camera-image-video.html */
const goodFacePixels = 50;
/** The camera may look down at a face by less than this: same page. */
export const steepestDegrees = 30;

/** What the zone needs to recognize a face or plate in a picture of this width. */
export function measureOf(subject: Subject, pictureWidthPixels: number): Measure {
  if (subject === 'faces')
    // 16 cm: https://www.axis.com/learning/web-articles/perfect-pixel-count/pixel-density; adults' heads pass at 1.5 m.
    return { widthMeters: 0.16, heightMeters: 1.5, leastPixels: minFacePixels, goodPixels: goodFacePixels };
  const leastPixels = Math.max(smallPlatePixels, Math.ceil(detectedShare * pictureWidthPixels));
  // Plates of cars are 340 × 150 mm; those of motorcycles, 220 mm, need to come nearer.
  return {
    ...{ widthMeters: 0.34, heightMeters: 0.6 },
    ...{ leastPixels, goodPixels: Math.max(goodPlatePixels, leastPixels) },
  };
}

/** Pixels of the picture per meter across, one meter before the lens. */
const focalPixels = (view: CameraView) =>
  view.pictureWidthPixels / (2 * Math.tan((viewDegreesOf(view) * Math.PI) / 360));

/** How wide a face or plate that turns to the camera is in the picture, in pixels, so many meters away along the ground. */
export function pixelsAt(subject: Subject, view: CameraView, groundMeters: number): number {
  const { widthMeters, heightMeters } = measureOf(subject, view.pictureWidthPixels);
  const slantMeters = Math.hypot(groundMeters, view.mountHeightMeters - heightMeters);
  return (widthMeters * focalPixels(view)) / slantMeters;
}

/** Up to how many meters along the ground faces or plates are large enough to be recognized; 0: nowhere. */
export function reachOf(subject: Subject, view: CameraView): number {
  const { widthMeters, heightMeters, leastPixels } = measureOf(subject, view.pictureWidthPixels);
  const slantMeters = (widthMeters * focalPixels(view)) / leastPixels;
  const above = view.mountHeightMeters - heightMeters;
  return slantMeters <= Math.abs(above) ? 0 : Math.sqrt(slantMeters ** 2 - above ** 2);
}

/** How far the camera looks down, in degrees, at what it is to recognize. */
export function tiltDegrees(subject: Subject, view: CameraView): number {
  const above = view.mountHeightMeters - measureOf(subject, view.pictureWidthPixels).heightMeters;
  return (Math.atan2(above, view.watchesAtMeters) * 180) / Math.PI;
}
