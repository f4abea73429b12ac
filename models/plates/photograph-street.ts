import sharp from 'sharp';
import type { Point, Quad } from '../../lambdas/plates/rectify.ts';
import type { Box, Picture } from '../../lambdas/zone/picture.ts';
import { mountedPlate, type PhotoConditions, plateBox } from './photograph-plate.ts';
import { layoutOf, type PlateDrawing } from './plate-drawing.ts';
import { angleOf, cornersOf, type PlateView, type Projection, projectionOf } from './plate-view.ts';
import { between, type Random, seededRandom } from './seeded-random.ts';
import { drawBackdrop, streetSize } from './street-backdrop.ts';
import { bodyFor, darkened, drawVehicle, reach, type VehicleBody } from './vehicle-texture.ts';
import { drawTexture, layOver } from './warp-texture.ts';
import { exposed } from './weather.ts';

/** A vehicle that stands in a street, with its plate towards the camera. */
export interface StreetVehicle {
  readonly drawing: PlateDrawing;
  readonly body: VehicleBody;
  readonly projection: Projection;
  readonly view: PlateView;
  /** The plate's corners in the picture. */
  readonly corners: Quad;
  readonly angleDegrees: number;
}

/** The vehicle's outline on the plane of its plate, in millimeters. */
function outlineOf(body: VehicleBody): Box {
  const { side, up, down } = reach[body];
  return { x: -side, y: -up, width: 2 * side, height: up + down };
}

/** Near vehicles stand lower in the picture than far ones. */
const groundAt = (pixelsPerMillimeter: number) => 330 + ((pixelsPerMillimeter - 0.16) / 0.49) * 400;

/**
 * Finds places where no vehicle hides the plate of another and all plates are in the picture; one that finds none is
 * left out. Plates are `widthPixels` from narrow to wide.
 */
export function placeVehicles(
  drawings: readonly PlateDrawing[],
  [narrow, wide]: readonly [number, number],
  random: Random,
): readonly StreetVehicle[] {
  const placed: StreetVehicle[] = [];
  const side = random() < 0.5 ? -1 : 1;
  for (const drawing of drawings) {
    for (let attempt = 0; attempt < 30; attempt++) {
      const vehicle = placeVehicle(drawing, between(narrow, wide, random), side, random);
      if (!isInside(vehicle.corners) || placed.some((other) => isHidden(other, vehicle))) continue;
      placed.push(vehicle);
      break;
    }
  }
  return placed.toSorted((a, b) => scaleOf(a) - scaleOf(b));
}

function placeVehicle(
  drawing: PlateDrawing,
  widthPixels: number,
  side: number,
  random: Random,
): StreetVehicle {
  const body = bodyFor(layoutOf(drawing), random);
  const view = {
    yawDegrees: side * between(-5, 30, random),
    pitchDegrees: between(3, 18, random),
    rollDegrees: between(-3, 3, random),
    widthPixels,
  };
  const plate = plateBox(drawing);
  const scale = widthPixels / plate.width;
  const at = {
    x: between(100, streetSize.width - 100, random),
    y: groundAt(scale) - reach[body].down * scale,
  };
  const projection = projectionOf(view, plate.width, at);
  return {
    drawing,
    body,
    projection,
    view,
    corners: cornersOf(projection, plate),
    angleDegrees: angleOf(view),
  };
}

const isInside = (corners: Quad) =>
  corners.every(({ x, y }) => x > 4 && y > 4 && x < streetSize.width - 4 && y < streetSize.height - 4);

const scaleOf = ({ view, drawing }: StreetVehicle) => view.widthPixels / plateBox(drawing).width;

/** Whether the nearer of two vehicles covers the other's plate. */
function isHidden(a: StreetVehicle, b: StreetVehicle): boolean {
  const [far, near] = scaleOf(a) < scaleOf(b) ? [a, b] : [b, a];
  const outline = cornersOf(near.projection, outlineOf(near.body));
  const [xs, ys] = [outline.map(({ x }) => x), outline.map(({ y }) => y)];
  const covers = ({ x, y }: Point) =>
    x > Math.min(...xs) - 8 && x < Math.max(...xs) + 8 && y > Math.min(...ys) - 8 && y < Math.max(...ys) + 8;
  return far.corners.some(covers);
}

/** The street with its vehicles as a camera sees it, 1280 × 720; the same seed gives the same pixels. */
export async function photographStreet(
  vehicles: readonly StreetVehicle[],
  conditions: Omit<PhotoConditions, keyof PlateView | 'margin' | 'jpegQuality'>,
  seed: number,
): Promise<Picture> {
  const random = seededRandom(seed);
  const dark = conditions.light === 'night' ? between(0.72, 0.92, random) : 0;
  const picture = await emptyStreet(dark, random);
  for (const { drawing, body, projection, view } of vehicles) {
    const scale = (1.2 * view.widthPixels) / plateBox(drawing).width;
    layOver(picture, await drawTexture(drawVehicle(body, dark, random), outlineOf(body), scale), projection);
    layOver(
      picture,
      await drawTexture(mountedPlate(drawing, conditions, random), plateBox(drawing), scale),
      projection,
    );
  }
  const lamps = [0.2, 0.8].map((share) => ({
    x: streetSize.width * share,
    y: streetSize.height * between(0.1, 0.6, random),
  }));
  return exposed(picture, conditions, lamps, random);
}

async function emptyStreet(dark: number, random: Random): Promise<Picture> {
  const { width, height } = streetSize;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${darkened(drawBackdrop(random), dark)}</svg>`;
  const data = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  return { width, height, data };
}
