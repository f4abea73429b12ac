import type { MapPoint } from '../zone/map-file.ts';

/** Pixels of the drawing, from its top left corner. */
export interface Spot {
  readonly x: number;
  readonly y: number;
}

export interface MapProjection {
  readonly toSpot: (point: MapPoint) => Spot;
  readonly metersPerPixel: number;
}

export interface MapSize {
  readonly width: number;
  readonly height: number;
  /** Kept free of points on every side. */
  readonly margin: number;
}

const metersPerDegree = 111_320;
/** A zone of one site is still shown with the streets around it. */
const leastMeters = 1200;

/**
 * Equirectangular around the middle of the points: over a city its error is far below the width of a road. All points
 * lie inside the margin, north is up, and a meter is as long both ways.
 */
export function projectionOf(points: readonly MapPoint[], { width, height, margin }: MapSize): MapProjection {
  const [west, east] = boundsOf(points.map(([longitude]) => longitude));
  const [south, north] = boundsOf(points.map(([, latitude]) => latitude));
  const middle = { longitude: (west + east) / 2, latitude: (south + north) / 2 };
  const eastMeters = metersPerDegree * Math.cos((middle.latitude * Math.PI) / 180);
  const across = Math.max(leastMeters, (east - west) * eastMeters);
  const upwards = Math.max(leastMeters, (north - south) * metersPerDegree);
  const inner = { width: Math.max(1, width - 2 * margin), height: Math.max(1, height - 2 * margin) };
  const metersPerPixel = Math.max(across / inner.width, upwards / inner.height);
  return {
    metersPerPixel,
    toSpot: ([longitude, latitude]) => ({
      x: width / 2 + ((longitude - middle.longitude) * eastMeters) / metersPerPixel,
      y: height / 2 - ((latitude - middle.latitude) * metersPerDegree) / metersPerPixel,
    }),
  };
}

function boundsOf(values: readonly number[]): readonly [number, number] {
  // Not by spreading into Math.min, which has a limit of arguments.
  const [least, most] = values.reduce(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
  return Number.isFinite(least) ? [least, most] : [0, 0];
}

/** The longest round length (1, 2 or 5 times a power of ten, in meters) that is no wider than `mostPixels`. */
export function scaleBar(metersPerPixel: number, mostPixels: number): { meters: number; pixels: number } {
  const most = metersPerPixel * mostPixels;
  const power = 10 ** Math.floor(Math.log10(most));
  const meters = ([5, 2, 1].find((step) => step * power <= most) ?? 1) * power;
  return { meters, pixels: meters / metersPerPixel };
}
