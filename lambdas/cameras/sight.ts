import type { CameraView } from '../zone/camera-file.ts';
import type { Place } from '../zone/messages.ts';

export type Point = Pick<Place, 'latitude' | 'longitude'>;

/** Where a camera hangs and looks, as far as the zone file tells. */
export interface Looking {
  readonly at: Point;
  readonly bearingDegrees?: number | undefined;
  readonly view?: CameraView | undefined;
}

/** A 4 mm lens on a 1/2.7" sensor sees 80–90° across, one of 6 mm 50–55°: between them. */
export const usualViewDegrees = 64;
/** Nearer than this both stand at one site, whose coordinates say nothing of who looks where. */
export const sameSiteMeters = 15;

/** How wide a camera sees, in degrees across its picture. */
export function viewDegreesOf(view: CameraView | undefined): number {
  if (view?.horizontalDegrees !== undefined) return view.horizontalDegrees;
  if (view?.sensorWidthMillimeters === undefined || view.focalLengthMillimeters === undefined)
    return usualViewDegrees;
  return (360 / Math.PI) * Math.atan(view.sensorWidthMillimeters / 2 / view.focalLengthMillimeters);
}

/** How far a place is from a camera (meters), and whether it lies in its view. */
export function sightOf(camera: Looking, place: Point): { meters: number; looksHere: boolean } {
  const { at, bearingDegrees, view } = camera;
  const meters = distance(at, place);
  const isInReach = view === undefined || meters <= view.rangeMeters;
  const isAhead =
    bearingDegrees !== undefined &&
    turnBetween(bearing(at, place), bearingDegrees) <= viewDegreesOf(view) / 2;
  return { meters, looksHere: meters < sameSiteMeters || (isInReach && isAhead) };
}

const earthRadiusMeters = 6_371_000;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

/** Meters between two points, on a sphere: within 0.5 % of the ellipsoid. */
export function distance(a: Point, b: Point): number {
  const [latA, latB] = [radians(a.latitude), radians(b.latitude)];
  const haversine =
    Math.sin((latB - latA) / 2) ** 2 +
    Math.cos(latA) * Math.cos(latB) * Math.sin(radians(b.longitude - a.longitude) / 2) ** 2;
  return 2 * earthRadiusMeters * Math.asin(Math.min(1, Math.sqrt(haversine)));
}

/** The compass direction in which `to` lies from `from`, 0–360 degrees. */
export function bearing(from: Point, to: Point): number {
  const [latFrom, latTo] = [radians(from.latitude), radians(to.latitude)];
  const east = radians(to.longitude - from.longitude);
  const y = Math.sin(east) * Math.cos(latTo);
  const x = Math.cos(latFrom) * Math.sin(latTo) - Math.sin(latFrom) * Math.cos(latTo) * Math.cos(east);
  return ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360;
}

/** The smaller angle between two directions, 0–180 degrees. */
export function turnBetween(a: number, b: number): number {
  const turned = Math.abs(a - b) % 360;
  return Math.min(turned, 360 - turned);
}
