import { type Box, overlap } from '../../lambdas/zone/picture.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import {
  type Seen,
  type Street,
  type StreetFrame,
  type StreetScene,
  type Visit,
  view,
  type Waypoint,
} from './busy-street.ts';
import { detectThing, imagineThing, missedShare } from './street-detections.ts';
import { createStays } from './street-stays.ts';

/** Pixels of a meter at a distance of one: a lens of 35 degrees. */
const focalPixels = 2000;
const horizon = 150;
/** Meters. */
const sizes = { face: { width: 0.17, height: 0.21 }, plate: { width: 0.34, height: 0.15 } };
/** The detector finds nothing narrower, in pixels. */
const leastSeen = { face: 30, plate: 40 };

/** What a camera on this street sees frame by frame, and what is true. The same scene gives the same street. */
export function observeStreet(scene: StreetScene): Street {
  const random = seededRandom(scene.seed);
  const step = 1 / scene.framesPerSecond;
  const stays = createStays();
  const frames: StreetFrame[] = [];
  for (let second = 0; second < scene.seconds; second += step) {
    const takenAt = scene.start + Math.round(second * 1000);
    const seen = lookAt(scene, second).map((one) => ({ ...one, of: stays.see(one, takenAt) }));
    const found = seen.filter(({ isHidden }) => !isHidden && random() >= missedShare);
    const detections = found.map((one) => detectThing(one, random));
    const things = seen.map(({ visit, box, isHidden }) => ({
      id: visit.id,
      kind: visit.kind,
      box,
      isHidden,
      ...(visit.wears && { wears: visit.wears }),
    }));
    frames.push({ takenAt, things, detections: [...detections, ...imagineThing(random)] });
  }
  return { frames, passes: stays.list() };
}

/** Who is in the picture, the nearest first; hidden is who has more than a third of the face behind something. */
function lookAt({ visits, screens }: StreetScene, second: number): readonly Seen[] {
  const present = visits
    .flatMap((visit) => {
      const place = placeAt(visit.path, second);
      return place === undefined ? [] : [{ visit, ...place, box: project(visit, place) }];
    })
    .filter(({ box, visit }) => isInView(box) && box.width >= leastSeen[visit.kind])
    .toSorted((a, b) => a.z - b.z);
  return present.map(({ visit, box, z, isAway }, i) => {
    const before = [
      ...present.slice(0, i).map((nearer) => bodyOf(nearer)),
      ...screens
        .filter((screen) => screen.from <= second && second < screen.to && screen.z < z)
        .map(({ box }) => box),
    ];
    return { visit, box, z, isHidden: isAway || before.some((one) => coverage(box, one) > 1 / 3) };
  });
}

function placeAt(path: readonly Waypoint[], second: number) {
  const next = path.findIndex(({ at }) => at > second);
  const [from, to] = [path[next - 1], path[next]];
  if (from === undefined || to === undefined) return undefined;
  const share = (second - from.at) / (to.at - from.at);
  const [x, z] = [from.x + share * (to.x - from.x), from.z + share * (to.z - from.z)];
  // Who walks away shows the back of the head.
  return { x, z, isAway: (to.z - from.z) / (to.at - from.at) > 0.3 };
}

function project({ kind, below }: Visit, { x, z }: { readonly x: number; readonly z: number }): Box {
  const scale = focalPixels / z;
  const [width, height] = [sizes[kind].width * scale, sizes[kind].height * scale];
  return {
    x: view.width / 2 + x * scale - width / 2,
    y: horizon + below * scale - height / 2,
    width,
    height,
  };
}

const isInView = ({ x, y, width, height }: Box) =>
  x >= 0 && y >= 0 && x + width <= view.width && y + height <= view.height;

/** What a person or vehicle hides: head and shoulders, or the car around its plate. */
function bodyOf({ visit, box }: { readonly visit: Visit; readonly box: Box }): Box {
  const { x, y, width, height } = box;
  if (visit.kind === 'face') return { x: x - width / 4, y, width: 1.5 * width, height: height * 6 };
  return { x: x - 2 * width, y: y - 8 * height, width: 5 * width, height: 10 * height };
}

function coverage(box: Box, by: Box): number {
  const union = overlap(box, by);
  const [area, other] = [box.width * box.height, by.width * by.height];
  return (union * (area + other)) / (1 + union) / area;
}
