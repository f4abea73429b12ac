import type { FacePoints, Point } from '../lambdas/cameras/face-landmarks.ts';
import { toSharp } from '../lambdas/runtime/jpeg.ts';
import { type Box, type Picture, pad } from '../lambdas/zone/picture.ts';

/** Side of the picture that the face model reads. */
export const alignedSide = 112;
/** Where the five points of a face must lie for the model: the usual template of ArcFace-like networks. */
const template: readonly Point[] = [
  { x: 38.2946, y: 51.6963 },
  { x: 73.5318, y: 51.5014 },
  { x: 56.0252, y: 71.7366 },
  { x: 41.5493, y: 92.3655 },
  { x: 70.7299, y: 92.2041 },
];

/** Turn, scale and shift: x' = a·x − b·y + dx, y' = b·x + a·y + dy. */
interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly dx: number;
  readonly dy: number;
}

/** Cuts a face out upright, eyes and mouth at the template's places: 112×112 RGB. */
export async function alignFace(picture: Picture, box: Box, points: FacePoints): Promise<Picture> {
  const region = pad(box, 0.6, picture);
  const scale = Math.min(1, (1.5 * alignedSide) / Math.max(box.width, box.height));
  // Shrunk before it is warped: the warp reads single pixels, and a large face would alias.
  const near = await cut(picture, region, scale);
  const [scaleX, scaleY] = [near.width / region.width, near.height / region.height];
  const source = ordered(points).map(({ x, y }) => ({
    x: (x - region.x) * scaleX,
    y: (y - region.y) * scaleY,
  }));
  return warp(near, bestSimilarity(template, source));
}

async function cut(picture: Picture, region: Box, scale: number): Promise<Picture> {
  const { data, info } = await toSharp(picture)
    .extract({ left: region.x, top: region.y, width: region.width, height: region.height })
    .resize(Math.max(1, Math.round(region.width * scale)), Math.max(1, Math.round(region.height * scale)), {
      fit: 'fill',
    })
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

function ordered(points: FacePoints): readonly Point[] {
  return [points.leftEye, points.rightEye, points.nose, points.mouthLeft, points.mouthRight];
}

/** The similarity that brings `from` nearest to `to`, by least squares. */
function bestSimilarity(from: readonly Point[], to: readonly Point[]): Similarity {
  const [f, t] = [mean(from), mean(to)];
  let [dot, cross, size] = [0, 0, 0];
  for (const [i, point] of from.entries()) {
    const [x, y] = [point.x - f.x, point.y - f.y];
    const [u, v] = [(to[i]?.x ?? t.x) - t.x, (to[i]?.y ?? t.y) - t.y];
    dot += x * u + y * v;
    cross += x * v - y * u;
    size += x * x + y * y;
  }
  const [a, b] = [dot / size, cross / size];
  return { a, b, dx: t.x - a * f.x + b * f.y, dy: t.y - b * f.x - a * f.y };
}

function mean(points: readonly Point[]): Point {
  return {
    x: points.reduce((sum, { x }) => sum + x, 0) / points.length,
    y: points.reduce((sum, { y }) => sum + y, 0) / points.length,
  };
}

/** `map` goes from the aligned picture to the source, so every aligned pixel is filled; outside is black. */
function warp(source: Picture, map: Similarity): Picture {
  const data = new Uint8Array(alignedSide * alignedSide * 3);
  for (let row = 0; row < alignedSide; row++) {
    for (let column = 0; column < alignedSide; column++) {
      const x = map.a * column - map.b * row + map.dx;
      const y = map.b * column + map.a * row + map.dy;
      blend(source, x, y, data, (row * alignedSide + column) * 3);
    }
  }
  return { width: alignedSide, height: alignedSide, data };
}

/** Bilinear. */
function blend(source: Picture, x: number, y: number, target: Uint8Array, at: number): void {
  const [left, top] = [Math.floor(x), Math.floor(y)];
  if (left < 0 || top < 0 || left + 1 >= source.width || top + 1 >= source.height) return;
  const [fx, fy] = [x - left, y - top];
  const first = (top * source.width + left) * 3;
  const below = first + source.width * 3;
  for (let channel = 0; channel < 3; channel++) {
    const upper =
      (source.data[first + channel] ?? 0) * (1 - fx) + (source.data[first + 3 + channel] ?? 0) * fx;
    const lower =
      (source.data[below + channel] ?? 0) * (1 - fx) + (source.data[below + 3 + channel] ?? 0) * fx;
    target[at + channel] = Math.round(upper * (1 - fy) + lower * fy);
  }
}
