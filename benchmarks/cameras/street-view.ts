import type { Box } from '../../lambdas/zone/picture.ts';
import type { PlateDrawing } from '../../models/plates/render-plate.ts';
import type { Clothes } from '../../sandbox/demo/person-sprite.ts';
import { type CarBody, type Standing, videoSize } from '../../sandbox/demo/street-scene.ts';

/** Where something is at a second: meters right of the middle of the view, and away from the camera. */
export interface Waypoint {
  readonly at: number;
  readonly x: number;
  readonly z: number;
}

interface Coming {
  readonly id: string;
  readonly situation: Situation;
  /** Straight lines at even speed between them; there is nothing before the first and after the last. */
  readonly path: readonly Waypoint[];
}
export interface PersonVisit extends Coming {
  readonly person: string;
  readonly clothes: Clothes;
}
export interface CarVisit extends Coming {
  readonly car: CarBody;
  readonly paint: string;
  readonly plate: PlateDrawing;
}
/** One person or car that goes by once: what is to be counted as one pass. */
export type Visit = PersonVisit | CarVisit;

export const situations = [
  'one person',
  'three to five together',
  'two crossing',
  'leaving and coming back',
  'standing in view',
  'one car',
  'two cars, one behind the other',
  'a parked car, others go by',
] as const;
export type Situation = (typeof situations)[number];

/** A long lens at an entrance: a face of 0.2 m has 40 pixels 20 m away, and the view is 3.2 m wide at 10 m. */
const focalPixels = 4000;
const eyeHeight = 2.15;
const horizon = 150;
/** Of the sprites (sandbox/demo): a face's width and middle, a plate's width and middle, a body's width, in meters. */
const face = { width: 0.2, shape: 1.35, middle: 1.525 } as const;
const plate = { width: 0.46, shape: 0.45, middle: 0.42 } as const;
const bodies = { person: { width: 0.46, height: 1.76 }, car: { width: 1.8, height: 1.9 } } as const;

/** The face's width from which a pass counts, as Rekognition's own least face. */
const minFacePixels = 40;
const minPlatePixels = 70;
/** A face of which more than this is covered by somebody nearer is not to be seen. */
const maxCovered = 0.4;

/** Where it is at a second; undefined before it comes and after it left. */
export function placeAt({ path }: Visit, second: number): Waypoint | undefined {
  const next = path.findIndex(({ at }) => at > second);
  const [from, to] = [path[next - 1], path[next]];
  if (from === undefined || to === undefined) return undefined;
  const share = (second - from.at) / (to.at - from.at);
  return { at: second, x: from.x + (to.x - from.x) * share, z: from.z + (to.z - from.z) * share };
}

export function standingOf({ x, z }: Waypoint): Standing {
  const pixelsPerMeter = focalPixels / z;
  return {
    x: videoSize.width / 2 + x * pixelsPerMeter,
    y: horizon + eyeHeight * pixelsPerMeter,
    pixelsPerMeter,
    opacity: 1,
  };
}

/** The box of the face or plate that it shows, in pixels, whether or not it lies in the picture. */
export function markOf(visit: Visit, standing: Standing): Box {
  const { width, shape, middle } = 'car' in visit ? plate : face;
  return boxAround(standing, middle, width, width * shape);
}

function boxAround({ x, y, pixelsPerMeter }: Standing, middle: number, width: number, height: number): Box {
  return {
    x: x - (width / 2) * pixelsPerMeter,
    y: y - (middle + height / 2) * pixelsPerMeter,
    width: width * pixelsPerMeter,
    height: height * pixelsPerMeter,
  };
}

export interface Shown {
  readonly visit: Visit;
  readonly mark: Box;
}

/** The faces and plates that a person looking at the picture of this second could name. */
export function shownAt(visits: readonly Visit[], second: number): readonly Shown[] {
  const here = visits.flatMap((visit) => {
    const place = placeAt(visit, second);
    return place === undefined ? [] : [{ visit, z: place.z, standing: standingOf(place) }];
  });
  return here.flatMap(({ visit, z, standing }) => {
    const mark = markOf(visit, standing);
    const nearer = here.filter((other) => other.z < z).map((other) => bodyOf(other.visit, other.standing));
    const covered = Math.max(0, ...nearer.map((body) => coveredShare(mark, body)));
    const minWidth = 'car' in visit ? minPlatePixels : minFacePixels;
    return mark.width >= minWidth && isInPicture(mark) && covered <= maxCovered ? [{ visit, mark }] : [];
  });
}

function bodyOf(visit: Visit, standing: Standing): Box {
  const { width, height } = 'car' in visit ? bodies.car : bodies.person;
  return boxAround(standing, height / 2, width, height);
}

const isInPicture = ({ x, y, width, height }: Box) =>
  x >= 0 && y >= 0 && x + width <= videoSize.width && y + height <= videoSize.height;

function coveredShare(mark: Box, body: Box): number {
  const width = Math.min(mark.x + mark.width, body.x + body.width) - Math.max(mark.x, body.x);
  const height = Math.min(mark.y + mark.height, body.y + body.height) - Math.max(mark.y, body.y);
  return (Math.max(0, width) * Math.max(0, height)) / (mark.width * mark.height);
}

/** The last second at which there is something on the street. */
export function endOf(visits: readonly Visit[]): number {
  return Math.max(0, ...visits.flatMap(({ path }) => path.map(({ at }) => at)));
}
