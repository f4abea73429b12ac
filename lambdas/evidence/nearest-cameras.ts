import type { Camera } from '../cameras/camera.ts';
import { sightOf } from '../cameras/sight.ts';
import type { Place } from '../zone/messages.ts';

type Point = Pick<Place, 'latitude' | 'longitude'>;
type StandingCamera = Pick<Camera, 'id' | 'place' | 'bearingDegrees' | 'view'>;

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

function nearCamera(place: Point, { id, place: at, bearingDegrees, view }: StandingCamera): NearCamera {
  const { meters, looksHere } = sightOf({ at, bearingDegrees, view }, place);
  return { cameraId: id, distanceMeters: Math.round(meters), looksHere };
}
