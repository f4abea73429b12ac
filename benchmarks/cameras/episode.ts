import type { Random } from '../../models/plates/seeded-random.ts';
import type { Visit, Waypoint } from './busy-street.ts';

/** Where on the ground: meters to the right of the camera and away from it. */
export type Place = readonly [x: number, z: number];
export interface Episode {
  readonly id: string;
  readonly begin: number;
  readonly random: Random;
}
export type Play = (episode: Episode) => readonly Visit[];

/** Straight lines at one speed; a place that stands twice in a row is stood at for `pause` seconds. */
export function walk(begin: number, speed: number, places: readonly Place[], pause = 0): readonly Waypoint[] {
  let at = begin;
  return places.map(([x, z], i) => {
    const [fromX, fromZ] = places[i - 1] ?? [x, z];
    const meters = Math.hypot(x - fromX, z - fromZ);
    if (i > 0) at += meters === 0 ? pause : meters / speed;
    return { at, x, z };
  });
}
