import type { Box } from '../zone/picture.ts';

export const headings = ['N', 'NE', 'E', 'SE', 'S', 'SW', 'W', 'NW'] as const;
export type Heading = (typeof headings)[number];

/** Where a face stood in the picture: its center from the middle and its size, both as fractions of the width. */
export interface FacePlace {
  readonly x: number;
  readonly size: number;
}

/**
 * Focal length in widths of the picture: a view of 64 degrees, as street cameras of 4 mm have. It only weighs nearer
 * and farther against sideways; a lens of 45 or 80 degrees turns a slanting way by 15 degrees at most.
 */
const focalWidths = 0.8;
/** In sizes of a face (about 0.2 m): who went less than 1.2 m over the ground went nowhere, or the box only jittered. */
const leastWay = 6;

export function placeOfFace(box: Box, pictureWidth: number): FacePlace {
  const x = (box.x + box.width / 2) / pictureWidth - 0.5;
  return { x, size: Math.sqrt(box.width * box.height) / pictureWidth };
}

/**
 * Which way somebody went over the ground between two places in the picture. `bearingDegrees`: which way the camera
 * looks. Undefined: hardly any way.
 */
export function headingOf(from: FacePlace, to: FacePlace, bearingDegrees: number): Heading | undefined {
  const right = to.x / to.size - from.x / from.size;
  const away = focalWidths * (1 / to.size - 1 / from.size);
  if (Math.hypot(right, away) < leastWay) return undefined;
  const degrees = bearingDegrees + (Math.atan2(right, away) * 180) / Math.PI;
  return headings[Math.round((degrees + 360) / 45) % headings.length];
}
