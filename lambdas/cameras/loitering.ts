import { boxGap, center } from './box-gap.ts';
import type { Camera } from './camera.ts';
import { isInside } from './outline.ts';
import type { PeopleScene, SeenFace } from './people-scene.ts';
import type { Stay } from './people-state.ts';

type Region = NonNullable<Camera['regions']>[number];

export interface FollowStaysParams {
  readonly regions?: readonly Region[] | undefined;
  /** How long a face pass stays open unseen: what is longer between two frames was not in view. */
  readonly unseenMilliseconds: number;
}

/** Somebody who stood there and turned away may be unseen this long; longer, and it may be anybody who comes. */
const turnedAwayMilliseconds = 15_000;
/** And comes back this near, in sizes of the face. */
const comesBackWithin = 1.5;
/** So much of the time must the face have been in view. */
const leastInView = 0.5;

/**
 * Follows who stays in the regions that have a limit. `alarms`: the stays that have just become too long. One stay is
 * told once; it ends when the face leaves the region or is unseen for too long.
 */
export function followStays(
  before: readonly Stay[],
  scenes: readonly PeopleScene[],
  { regions = [], unseenMilliseconds }: FollowStaysParams,
): { readonly next: readonly Stay[]; readonly alarms: readonly Stay[] } {
  const alarms: Stay[] = [];
  const limits = regions.filter(({ loiteringSeconds }) => loiteringSeconds !== undefined);
  let stays = before.filter(({ region }) => limits.some(({ id }) => id === region));
  for (const scene of scenes) {
    stays = limits.flatMap((region) => {
      const own = stays.filter((stay) => stay.region === region.id);
      return inRegion(own, scene, region, unseenMilliseconds).map((stay) => {
        if (stay.told || !isTooLong(stay, region)) return stay;
        const told = { ...stay, told: true };
        alarms.push(told);
        return told;
      });
    });
  }
  return { next: stays, alarms };
}

function isTooLong({ since, lastSeenAt, seenMilliseconds }: Stay, { loiteringSeconds }: Region): boolean {
  const length = lastSeenAt - since;
  if (loiteringSeconds === undefined || length < loiteringSeconds * 1000) return false;
  return seenMilliseconds >= length * leastInView;
}

/** The stays in one region after one more frame. */
function inRegion(
  stays: readonly Stay[],
  scene: PeopleScene,
  region: Region,
  unseenMilliseconds: number,
): readonly Stay[] {
  const seen = new Set(scene.faces.map(({ passId }) => passId));
  const patience = Math.max(turnedAwayMilliseconds, unseenMilliseconds);
  let lost = stays.filter(
    ({ passId, lastSeenAt }) => !seen.has(passId) && scene.takenAt - lastSeenAt <= patience,
  );
  const here = scene.faces
    .filter((face) => isIn(region, face, scene))
    .map((face) => {
      const same = stays.find(({ passId }) => passId === face.passId) ?? cameBack(face, lost);
      if (same === undefined) return begin(region.id, face, scene.takenAt);
      lost = lost.filter((stay) => stay !== same);
      return goOn(same, face, scene.takenAt, unseenMilliseconds);
    });
  return [...here, ...lost];
}

function isIn({ outline }: Region, { box }: SeenFace, { width, height }: PeopleScene): boolean {
  const { x, y } = center(box);
  return isInside(outline, { x: x / width, y: y / height });
}

/** Who stood where this face shows up now. One that was in view at the same time is somebody else. */
function cameBack({ box, firstSeenAt }: SeenFace, lost: readonly Stay[]): Stay | undefined {
  const gap = (stay: Stay) => boxGap(stay.box, box, comesBackWithin);
  return lost
    .filter((stay) => stay.stood && firstSeenAt > stay.lastSeenAt && gap(stay) < Number.POSITIVE_INFINITY)
    .toSorted((a, b) => gap(a) - gap(b))[0];
}

function begin(region: string, { passId, box, stood }: SeenFace, takenAt: number): Stay {
  const times = { since: takenAt, lastSeenAt: takenAt, seenMilliseconds: 0 };
  return { region, firstPassId: passId, passId, ...times, box, stood, told: false };
}

function goOn(stay: Stay, { passId, box, stood }: SeenFace, takenAt: number, unseen: number): Stay {
  const gap = takenAt - stay.lastSeenAt;
  const seenMilliseconds = stay.seenMilliseconds + (gap <= unseen ? gap : 0);
  return { ...stay, passId, box, stood, lastSeenAt: takenAt, seenMilliseconds };
}
