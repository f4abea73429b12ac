import type { Box, Picture } from '../zone/picture.ts';
import type { FaceQuality } from './face-detector.ts';

/** Faces are measured on a grid of this side, so that a large face is not called blurred for its size alone. */
const gridSide = 48;
/** Mean squared Laplacian of luma (0–255) on the grid at which a face counts as half sharp; set on sample photos. */
const halfSharp = 250;

/**
 * How alike a face stays to itself (cosine of its vectors) when it is darker or lighter: twelve faces, 64 pixels wide,
 * shown at 0.08 to 4 times their light to the face model of the local run. Under 0.08 and over 0.92 it is not found.
 */
const likenessByBrightness: readonly (readonly [brightness: number, likeness: number])[] = [
  [0, 0],
  [0.06, 0.5],
  [0.12, 0.8],
  [0.17, 0.89],
  [0.24, 0.95],
  [0.35, 1],
  [0.6, 1],
  [0.65, 0.97],
  [0.76, 0.85],
  [0.83, 0.67],
  [0.9, 0.5],
  [1, 0],
];

/** What the light on a face is worth: 1 well lit, 0 black or burned out. `brightness` is its mean luma, 0 to 1. */
export function worthOfLight(brightness: number): number {
  const next = likenessByBrightness.findIndex(([at]) => at >= brightness);
  const [to, from] = [likenessByBrightness[next], likenessByBrightness[next - 1]];
  if (to === undefined || from === undefined) return 0;
  return from[1] + ((brightness - from[0]) / (to[0] - from[0])) * (to[1] - from[1]);
}

/** Sharpness, brightness and size of one face. Never throws; the box must lie inside the picture. */
export function measureFace(picture: Picture, box: Box): FaceQuality {
  const luma = sampleLuma(picture, box);
  const brightness = luma.reduce((sum, value) => sum + value, 0) / luma.length / 255;
  const energy = laplacianEnergy(luma);
  return {
    sizePixels: Math.min(box.width, box.height),
    sharpness: energy / (energy + halfSharp),
    brightness,
  };
}

function sampleLuma(picture: Picture, box: Box): Float32Array {
  const luma = new Float32Array(gridSide * gridSide);
  for (let row = 0; row < gridSide; row++) {
    for (let column = 0; column < gridSide; column++) {
      luma[row * gridSide + column] = lumaAt(
        picture,
        box.x + ((column + 0.5) * box.width) / gridSide,
        box.y + ((row + 0.5) * box.height) / gridSide,
      );
    }
  }
  return luma;
}

function lumaAt({ width, height, data }: Picture, x: number, y: number): number {
  const column = Math.min(width - 1, Math.max(0, Math.floor(x)));
  const row = Math.min(height - 1, Math.max(0, Math.floor(y)));
  const at = (row * width + column) * 3;
  return 0.299 * (data[at] ?? 0) + 0.587 * (data[at + 1] ?? 0) + 0.114 * (data[at + 2] ?? 0);
}

function laplacianEnergy(luma: Float32Array): number {
  let sum = 0;
  for (let row = 1; row < gridSide - 1; row++) {
    for (let column = 1; column < gridSide - 1; column++) {
      const at = row * gridSide + column;
      const around =
        (luma[at - 1] ?? 0) + (luma[at + 1] ?? 0) + (luma[at - gridSide] ?? 0) + (luma[at + gridSide] ?? 0);
      sum += (around - 4 * (luma[at] ?? 0)) ** 2;
    }
  }
  return sum / (gridSide - 2) ** 2;
}
