import type { Picture } from '../zone/picture.ts';

/** Pixels from the picture's top left corner; the first pixel's center is (0.5, 0.5). */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** A plate's corners as its letters stand: top left, top right, bottom right, bottom left. */
export type Quad = readonly [Point, Point, Point, Point];

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The four corners cannot be those of a flat plate seen from its front. */
export class QuadDegenerateError extends Error {
  override readonly name = 'QuadDegenerateError';
}

/** A plate with shorter sides shows no characters. */
const minSidePixels = 4;
/** A plate's near and far edge differ by less, even at 60 degrees from two plate widths away. */
const maxSideRatio = 3;
/** A point that comes this near to the horizon of the plate's plane is not on a plate's margin. */
const minDepth = 0.1;
const maxSamplesPerSide = 3;

/** Whether a flat plate can look like this: convex, corners in their order, opposite sides of similar length. */
export function isPlateLike([a, b, c, d]: Quad): boolean {
  const [top, right, bottom, left] = [distance(a, b), distance(b, c), distance(c, d), distance(d, a)];
  const turns = [turn(a, b, c), turn(b, c, d), turn(c, d, a), turn(d, a, b)];
  return (
    turns.every((each) => each > 0) &&
    Math.min(top, right, bottom, left) >= minSidePixels &&
    Math.max(top, bottom) <= maxSideRatio * Math.min(top, bottom) &&
    Math.max(left, right) <= maxSideRatio * Math.min(left, right)
  );
}

/**
 * The plate as seen straight from its front. `margin` is the share of the plate's width and height that is shown
 * around it on every side; what lies outside of the picture repeats its border. Throws QuadDegenerateError.
 */
export function rectify(picture: Picture, corners: Quad, margin: number, size: Size): Picture {
  if (!isPlateLike(corners)) throw new QuadDegenerateError('the corners are not those of a plate');
  const place = fromUnitSquare(corners);
  const samples = samplesPerSide(corners, size);
  const data = new Uint8Array(size.width * size.height * 3);
  const sum = new Float64Array(3);
  for (let pixel = 0; pixel < size.width * size.height; pixel++) {
    sum.fill(0);
    for (let sample = 0; sample < samples ** 2; sample++) {
      const across = (pixel % size.width) + ((sample % samples) + 0.5) / samples;
      const down = Math.floor(pixel / size.width) + (Math.floor(sample / samples) + 0.5) / samples;
      const [u, v] = [across / size.width, down / size.height];
      addColor(picture, place(u * (1 + 2 * margin) - margin, v * (1 + 2 * margin) - margin), sum);
    }
    for (let channel = 0; channel < 3; channel++)
      data[pixel * 3 + channel] = Math.round((sum[channel] ?? 0) / samples ** 2);
  }
  return { ...size, data };
}

/** The projective map that takes the unit square to the quad (Heckbert, Fundamentals of Texture Mapping, 1989). */
function fromUnitSquare([a, b, c, d]: Quad): (u: number, v: number) => Point {
  const [rightX, rightY, downX, downY] = [b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y];
  const [bentX, bentY] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y];
  const area = rightX * downY - downX * rightY;
  const g = (bentX * downY - downX * bentY) / area;
  const h = (rightX * bentY - bentX * rightY) / area;
  return (u, v) => {
    const depth = g * u + h * v + 1;
    if (depth < minDepth) throw new QuadDegenerateError('the margin reaches beyond what a plane can show');
    return {
      x: ((b.x - a.x + g * b.x) * u + (d.x - a.x + h * d.x) * v + a.x) / depth,
      y: ((b.y - a.y + g * b.y) * u + (d.y - a.y + h * d.y) * v + a.y) / depth,
    };
  };
}

/** A plate larger than the wanted picture is averaged, or its thin strokes would fall between the samples. */
function samplesPerSide([a, b, c, d]: Quad, { width, height }: Size): number {
  const across = Math.max(distance(a, b), distance(c, d)) / width;
  const down = Math.max(distance(b, c), distance(d, a)) / height;
  return Math.min(maxSamplesPerSide, Math.max(1, Math.ceil(Math.max(across, down))));
}

/** Adds the color at a place between pixels, mixed from the four around it. */
function addColor({ width, height, data }: Picture, { x, y }: Point, sum: Float64Array): void {
  const atX = clamp(x - 0.5, width - 1);
  const atY = clamp(y - 0.5, height - 1);
  const left = Math.floor(atX);
  const top = Math.floor(atY);
  const [shareX, shareY] = [atX - left, atY - top];
  const nextColumn = left + 1 < width ? 3 : 0;
  const nextRow = top + 1 < height ? width * 3 : 0;
  for (let channel = 0, at = (top * width + left) * 3; channel < 3; channel++, at++) {
    const above = (data[at] ?? 0) * (1 - shareX) + (data[at + nextColumn] ?? 0) * shareX;
    const below = (data[at + nextRow] ?? 0) * (1 - shareX) + (data[at + nextRow + nextColumn] ?? 0) * shareX;
    sum[channel] = (sum[channel] ?? 0) + above * (1 - shareY) + below * shareY;
  }
}

function clamp(value: number, highest: number): number {
  return Math.min(Math.max(value, 0), highest);
}

function distance(a: Point, b: Point): number {
  return Math.hypot(b.x - a.x, b.y - a.y);
}

/** Over 0 where the way a → b → c turns clockwise (y grows downwards). */
function turn(a: Point, b: Point, c: Point): number {
  return (b.x - a.x) * (c.y - b.y) - (b.y - a.y) * (c.x - b.x);
}
