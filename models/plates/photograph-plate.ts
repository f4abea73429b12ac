import type { Point, Quad } from '../../lambdas/plates/rectify.ts';
import { toSharp } from '../../lambdas/runtime/jpeg.ts';
import type { Box, Picture } from '../../lambdas/zone/picture.ts';
import type { PlateDrawing } from './plate-drawing.ts';
import { plateSize } from './plate-lines.ts';
import { cornersOf, inverse, type PlateView, project, projectionOf } from './plate-view.ts';
import { drawPlate } from './render-plate.ts';
import { between, pick, type Random, seededRandom } from './seeded-random.ts';
import { drawTexture, layOver } from './warp-texture.ts';
import { clearDay, exposed, type Weather } from './weather.ts';

/** How a plate is photographed: what is left out is a clear day, straight on, 200 pixels wide. */
export interface PhotoConditions extends PlateView, Weather {
  /** Mud and dust on the plate, 0 to 1. */
  readonly dirt: number;
  /** 1 to 100. */
  readonly jpegQuality: number;
  /** The share of the plate's box that is shown around it on each side. */
  readonly margin: number;
}

export interface PlatePhotograph {
  readonly picture: Picture;
  /** The plate's corners in the picture. */
  readonly corners: Quad;
}

const plain: PhotoConditions = {
  ...clearDay,
  yawDegrees: 0,
  pitchDegrees: 0,
  rollDegrees: 0,
  widthPixels: 200,
  dirt: 0,
  jpegQuality: 85,
  margin: 0.08,
};

/** The plate on the plane of its front, in millimeters from its middle. */
export function plateBox(drawing: PlateDrawing): Box {
  const { width, height } = plateSize(drawing);
  return { x: -width / 2, y: -height / 2, width, height };
}

/** The size of the photograph and where the plate is in it, without drawing it. */
export function framePlate(drawing: PlateDrawing, conditions: Partial<PhotoConditions>) {
  const view = { ...plain, ...conditions };
  const plate = plateBox(drawing);
  const around = cornersOf(projectionOf(view, plate.width, { x: 0, y: 0 }), plate);
  const { x, y, width, height } = boundsOf(around);
  const at = { x: view.margin * width - x, y: view.margin * height - y };
  const projection = projectionOf(view, plate.width, at);
  return {
    width: Math.ceil(width * (1 + 2 * view.margin)),
    height: Math.ceil(height * (1 + 2 * view.margin)),
    projection,
    corners: cornersOf(projection, plate),
  };
}

/** The upright box around four corners. */
export function boundsOf(corners: Quad): Box {
  const [xs, ys] = [corners.map((corner) => corner.x), corners.map((corner) => corner.y)];
  const [x, y] = [Math.min(...xs), Math.min(...ys)];
  return { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y };
}

/** A plate on its vehicle as a street camera sees it; the same seed gives the same pixels. */
export async function photographPlate(
  drawing: PlateDrawing,
  conditions: Partial<PhotoConditions>,
  seed: number,
): Promise<PlatePhotograph> {
  const view = { ...plain, ...conditions };
  const random = seededRandom(seed);
  const { width, height, projection, corners } = framePlate(drawing, view);
  const size = plateSize(drawing);
  const picture = { width, height, data: new Uint8Array(width * height * 3).fill(60) };
  const plane = boundsOf(cornersOf(inverse(projection), { x: 0, y: 0, width, height }));
  const svg = vehicleAround(size, view.light, random) + mountedPlate(drawing, view, random);
  layOver(picture, await drawTexture(svg, plane, (1.3 * view.widthPixels) / size.width), projection);
  // A lamp stands on each side, and its light is thrown back by the plate itself.
  const lamps = [between(-1, -0.5, random), between(-0.5, 0.5, random), between(0.5, 1, random)].map(
    (side): Point =>
      project(projection, { x: side * size.width, y: size.height * between(-0.8, 0.3, random) }),
  );
  return { picture: await exposed(picture, view, lamps, random), corners };
}

/** The photograph as a camera stores it. */
export async function photographPlateJpeg(
  drawing: PlateDrawing,
  conditions: Partial<PhotoConditions>,
  seed: number,
): Promise<Uint8Array> {
  const { picture } = await photographPlate(drawing, conditions, seed);
  return toSharp(picture)
    .jpeg({ quality: conditions.jpegQuality ?? plain.jpegQuality })
    .toBuffer();
}

/** The plate's SVG around the plane's middle, with its dirt and the light on it. */
export function mountedPlate(
  drawing: PlateDrawing,
  { dirt, light }: Pick<PhotoConditions, 'dirt' | 'light'>,
  random: Random,
): string {
  const { svg, width, height } = drawPlate(drawing);
  const [x, y] = [-width / 2, -height / 2];
  // A plate throws lamp light straight back: by night it is much brighter than its vehicle.
  const shade = light === 'night' ? between(0.05, 0.65, random) : between(0, 0.3, random);
  return `${svg.replace('<svg ', `<svg x="${x}" y="${y}" `)}${dirt > 0 ? dirtOver(width, height, dirt, random) : ''}
<rect x="${x}" y="${y}" width="${width}" height="${height}" fill="#05070c" opacity="${shade.toFixed(2)}"/>`;
}

function dirtOver(width: number, height: number, dirt: number, random: Random): string {
  const patch = () => {
    const size = width * between(0.004, 0.05, random) * (random() < 0.15 ? 2.5 : 1);
    // Wheels throw it up: more of it lies below.
    const [x, y] = [between(-0.5, 0.5, random) * width, (0.5 - random() ** 1.6) * height];
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${size.toFixed(1)}" ry="${(size * between(0.4, 1, random)).toFixed(1)}" opacity="${between(0.15, 0.75, random).toFixed(2)}"/>`;
  };
  const patches = Array.from({ length: Math.round(70 * dirt) }, patch).join('');
  const color = pick(['#5d4a36', '#6e5a41', '#857661', '#4a4038', '#9b8d77'], random);
  const soft = '<filter id="soft"><feGaussianBlur stdDeviation="1.6"/></filter>';
  return `${soft}<g fill="${color}" filter="url(#soft)"><rect x="${-width / 2}" y="${-height / 2}" width="${width}" height="${height}" opacity="${(0.3 * dirt).toFixed(2)}"/>${patches}</g>`;
}

const paints = [
  '#e8e8e6',
  '#d4d6d8',
  '#8f959a',
  '#3a3d41',
  '#17181a',
  '#8b1d22',
  '#24426b',
  '#2f5a48',
  '#c9b58c',
  '#6a4a35',
  '#d58a2a',
];

/** Bumper, recess and seams of the vehicle that carries the plate. */
function vehicleAround(
  { width, height }: { readonly width: number; readonly height: number },
  light: 'day' | 'night',
  random: Random,
): string {
  const paint = pick(paints, random);
  const [recess, seam] = [between(1.08, 1.5, random), between(0.6, 1.3, random)];
  const dark = pick(['#101113', '#1d1f22', '#2c2f33', paint], random);
  const lines = Array.from({ length: 4 }, () => {
    const y = between(-2, 2, random) * height;
    return `<path d="M${-width * 1.5} ${y.toFixed(0)}h${width * 3}" stroke="${random() < 0.5 ? '#000' : '#fff'}" stroke-width="${between(1, 14, random).toFixed(0)}" opacity="${between(0.1, 0.6, random).toFixed(2)}"/>`;
  });
  const area = `x="${-width * 1.5}" y="${-height * 2}" width="${width * 3}" height="${height * 4}"`;
  const night =
    light === 'night'
      ? `<rect ${area} fill="#020308" opacity="${between(0.7, 0.94, random).toFixed(2)}"/>`
      : '';
  return `<linearGradient id="body" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#fff" stop-opacity=".25"/><stop offset=".5" stop-color="#000" stop-opacity=".1"/><stop offset="1" stop-color="#000" stop-opacity=".6"/></linearGradient>
<rect ${area} fill="${paint}"/><rect ${area} fill="url(#body)"/>${lines.join('')}
<rect x="${(-width * recess) / 2}" y="${(-height * seam).toFixed(0)}" width="${width * recess}" height="${height * seam * 1.75}" rx="14" fill="${dark}"/>${night}`;
}
