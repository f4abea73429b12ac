import type { Point, Quad } from '../../lambdas/plates/rectify.ts';
import type { Box } from '../../lambdas/zone/picture.ts';

/** How a camera sees a plate. */
export interface PlateView {
  /** Turned to the side, up or down, and tilted in the picture. */
  readonly yawDegrees: number;
  readonly pitchDegrees: number;
  readonly rollDegrees: number;
  /** The mean of the plate's upper and lower edge in the picture. */
  readonly widthPixels: number;
}

/** A 3 × 3 projective matrix, row by row. */
export type Projection = readonly [number, number, number, number, number, number, number, number, number];

/** From so many plate widths away (about 5 m) near edges look a few percent larger, as to street cameras. */
const distance = 15;

const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Takes millimeters on the plate's plane, from its middle, to pixels; the middle comes to `at`. */
export function projectionOf(view: PlateView, plateWidth: number, at: Point): Projection {
  const [yaw, pitch, roll] = [view.yawDegrees, view.pitchDegrees, view.rollDegrees].map(radians) as [
    number,
    number,
    number,
  ];
  const away = distance * plateWidth;
  // Depth over `away`, so that the middle has depth 1.
  const depth = [(Math.sin(yaw) * Math.cos(pitch)) / away, Math.sin(pitch) / away] as const;
  const across = [Math.cos(yaw), 0] as const;
  const down = [-Math.sin(yaw) * Math.sin(pitch), Math.cos(pitch)] as const;
  const turned = (cosine: number, sine: number, shift: number) =>
    [0, 1].map((i) => cosine * (across[i] ?? 0) + sine * (down[i] ?? 0) + shift * (depth[i] ?? 0)) as [
      number,
      number,
    ];
  const build = (scale: number, { x, y }: Point): Projection => [
    ...turned(scale * Math.cos(roll), -scale * Math.sin(roll), x),
    x,
    ...turned(scale * Math.sin(roll), scale * Math.cos(roll), y),
    y,
    ...depth,
    1,
  ];
  const unscaled = build(1, { x: 0, y: 0 });
  const half = plateWidth / 2;
  const [left, right] = [project(unscaled, { x: -half, y: 0 }), project(unscaled, { x: half, y: 0 })];
  return build(view.widthPixels / Math.hypot(right.x - left.x, right.y - left.y), at);
}

export function project([a, b, c, d, e, f, g, h, i]: Projection, { x, y }: Point): Point {
  const depth = g * x + h * y + i;
  return { x: (a * x + b * y + c) / depth, y: (d * x + e * y + f) / depth };
}

/** The way back, by the adjugate: the scale of a projective matrix does not matter. */
export function inverse([a, b, c, d, e, f, g, h, i]: Projection): Projection {
  return [
    ...([e * i - f * h, c * h - b * i, b * f - c * e] as const),
    ...([f * g - d * i, a * i - c * g, c * d - a * f] as const),
    ...([d * h - e * g, b * g - a * h, a * e - b * d] as const),
  ];
}

/** Where the corners of a box come to lie. */
export function cornersOf(projection: Projection, { x, y, width, height }: Box): Quad {
  const at = (right: number, down: number) =>
    project(projection, { x: x + right * width, y: y + down * height });
  return [at(0, 0), at(1, 0), at(1, 1), at(0, 1)];
}

/** Between the line of sight and the plate's normal. */
export function angleOf({ yawDegrees, pitchDegrees }: PlateView): number {
  const cosine = Math.cos(radians(yawDegrees)) * Math.cos(radians(pitchDegrees));
  return (Math.acos(Math.min(1, cosine)) * 180) / Math.PI;
}
