import sharp from 'sharp';
import type { Box, Picture } from '../../lambdas/zone/picture.ts';
import { cornersOf, inverse, type Projection } from './plate-view.ts';

/** A flat drawing that is seen in perspective: RGBA, where transparent parts let the street be seen. */
export interface Texture {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
  /** The part of the plane that it shows, in millimeters from the plate's middle. */
  readonly plane: Box;
}

/** Draws SVG whose user units are millimeters on the plane. */
export async function drawTexture(svg: string, plane: Box, pixelsPerMillimeter: number): Promise<Texture> {
  const width = Math.max(2, Math.round(plane.width * pixelsPerMillimeter));
  const height = Math.max(2, Math.round(plane.height * pixelsPerMillimeter));
  const document = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" preserveAspectRatio="none" viewBox="${plane.x} ${plane.y} ${plane.width} ${plane.height}">${svg}</svg>`;
  const data = await sharp(Buffer.from(document)).ensureAlpha().raw().toBuffer();
  return { width, height, data, plane };
}

const samplesPerSide = 2;

/** Lays the texture over the picture, in place. Four samples a pixel keep thin strokes whole. */
export function layOver(picture: Picture, texture: Texture, projection: Projection): void {
  const back = inverse(projection);
  const { left, top, right, bottom } = boundsOf(picture, texture, projection);
  const sum = new Float64Array(4);
  for (let row = top; row < bottom; row++) {
    for (let column = left; column < right; column++) {
      sum.fill(0);
      for (let sample = 0; sample < samplesPerSide ** 2; sample++) {
        const x = column + ((sample % samplesPerSide) + 0.5) / samplesPerSide;
        const y = row + (Math.floor(sample / samplesPerSide) + 0.5) / samplesPerSide;
        addSample(texture, back, x, y, sum);
      }
      blend(picture, (row * picture.width + column) * 3, sum);
    }
  }
}

function boundsOf(picture: Picture, texture: Texture, projection: Projection) {
  const corners = cornersOf(projection, texture.plane);
  const [xs, ys] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    left: Math.max(0, Math.floor(Math.min(...xs))),
    top: Math.max(0, Math.floor(Math.min(...ys))),
    right: Math.min(picture.width, Math.ceil(Math.max(...xs))),
    bottom: Math.min(picture.height, Math.ceil(Math.max(...ys))),
  };
}

// Flat parameters and no objects: it runs some million times for one street.
function addSample(texture: Texture, back: Projection, x: number, y: number, sum: Float64Array): void {
  const { plane, width, height, data } = texture;
  const depth = back[6] * x + back[7] * y + back[8];
  const u = (((back[0] * x + back[1] * y + back[2]) / depth - plane.x) / plane.width) * width - 0.5;
  const v = (((back[3] * x + back[4] * y + back[5]) / depth - plane.y) / plane.height) * height - 0.5;
  if (u <= -0.5 || v <= -0.5 || u >= width - 0.5 || v >= height - 0.5) return;
  const [column, row] = [
    Math.min(width - 2, Math.max(0, Math.floor(u))),
    Math.min(height - 2, Math.max(0, Math.floor(v))),
  ];
  const [shareX, shareY] = [Math.min(1, Math.max(0, u - column)), Math.min(1, Math.max(0, v - row))];
  for (let corner = 0; corner < 4; corner++) {
    const [isRight, isLow] = [corner % 2, corner >> 1];
    const at = ((row + isLow) * width + column + isRight) * 4;
    const share = (isRight ? shareX : 1 - shareX) * (isLow ? shareY : 1 - shareY);
    const alpha = ((data[at + 3] ?? 0) / 255) * share;
    for (let channel = 0; channel < 3; channel++)
      sum[channel] = (sum[channel] ?? 0) + (data[at + channel] ?? 0) * alpha;
    sum[3] = (sum[3] ?? 0) + alpha;
  }
}

function blend(picture: Picture, at: number, sum: Float64Array): void {
  const kept = 1 - (sum[3] ?? 0) / samplesPerSide ** 2;
  for (let channel = 0; channel < 3; channel++) {
    const old = picture.data[at + channel] ?? 0;
    picture.data[at + channel] = Math.round(old * kept + (sum[channel] ?? 0) / samplesPerSide ** 2);
  }
}
