import type { Camera } from '../cameras/camera.ts';
import type { Place } from '../zone/messages.ts';

type Point = Pick<Place, 'latitude' | 'longitude'>;
type StandingCamera = Pick<Camera, 'id' | 'place' | 'bearingDegrees'>;

export interface NearCamera {
  readonly cameraId: string;
  readonly distanceMeters: number;
  /** Whether the place lies in its view, as far as the zone file tells. */
  readonly looksHere: boolean;
}

/** Beyond this a person is some ten pixels tall in a wide view of 1080 lines, and sites are placed to about 100 m. */
const farthestMeters = 150;
/** Three show a square from its sides; each costs a clip of up to 100 MB. */
const mostCameras = 3;
/** A 4 mm lens on a 1/2.7" sensor sees 80–90° across, one of 6 mm 50–55°: between them. */
const viewDegrees = 64;
/** Nearer than this both stand at one site, whose coordinates say nothing of who looks where. */
const sameSiteMeters = 15;

/** The cameras that may have seen what happened at a place: those that look there first, then by distance. */
export function nearestCameras(place: Point, cameras: readonly StandingCamera[]): readonly NearCamera[] {
  return cameras
    .map((camera) => nearCamera(place, camera))
    .filter(({ distanceMeters }) => distanceMeters <= farthestMeters)
    .sort(
      (a, b) =>
        Number(b.looksHere) - Number(a.looksHere) ||
        a.distanceMeters - b.distanceMeters ||
        (a.cameraId < b.cameraId ? -1 : 1),
    )
    .slice(0, mostCameras);
}

function nearCamera(place: Point, { id, place: at, bearingDegrees }: StandingCamera): NearCamera {
  const meters = distance(at, place);
  const isHere = meters < sameSiteMeters;
  const looksHere =
    isHere || (bearingDegrees !== undefined && angle(bearing(at, place), bearingDegrees) <= viewDegrees / 2);
  return { cameraId: id, distanceMeters: Math.round(meters), looksHere };
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
function angle(a: number, b: number): number {
  const turned = Math.abs(a - b) % 360;
  return Math.min(turned, 360 - turned);
}
