import type { PlateDrawing } from '../../models/plates/render-plate.ts';

/** Where a demonstration camera stands; decides the backdrop. */
export type StreetPlace = 'market' | 'bridge' | 'station';

export type CarBody = 'sedan' | 'pickup' | 'van';

interface Approach {
  /** Second of the clip at which it comes into view. */
  readonly at: number;
  /** Meters right (or, negative, left) of the middle of the view. */
  readonly lane: number;
  /** Seconds from coming into view, far away, to leaving it close by. */
  readonly seconds?: number;
}

/** A car that drives towards the camera. */
export interface CarPassing extends Approach {
  readonly car: CarBody;
  readonly paint: string;
  readonly plate: PlateDrawing;
}

/** Somebody who walks towards the camera. `person` is an id of demo-people.ts. */
export interface PersonPassing extends Approach {
  readonly person: string;
  readonly shirt: string;
  readonly trousers: string;
}

/** One clip of one camera: all that makes it, so that equal scenes give equal videos. */
export interface StreetScene {
  readonly place: StreetPlace;
  readonly seconds: number;
  readonly passings: readonly (CarPassing | PersonPassing)[];
}

export const videoSize = { width: 1280, height: 720 } as const;
export const framesPerSecond = 10;

/**
 * A long lens on a mast. Passers grow by the same number of pixels each second (they slow down as they come close),
 * so between two sampled frames a face or plate moves by less than half its size and stays readable for seconds.
 */
const horizon = 150;
const walk = { seconds: 9, farScale: 190, nearScale: 700, eyeHeight: 2.15, turn: 0 } as const;
const drive = { seconds: 14, farScale: 105, nearScale: 400, eyeHeight: 1.35, turn: 1150 } as const;
/** From here on a car turns off to its side of the road. */
const turnStart = 0.8;
const fadeShare = 0.06;

/** Where something stands in the picture. */
export interface Standing {
  readonly x: number;
  /** The ground under it. */
  readonly y: number;
  readonly pixelsPerMeter: number;
  /** 0 to 1: nobody jumps into view, and walkers are gone before the picture's edge cuts their faces. */
  readonly opacity: number;
}

/** Where it stands at a second of the clip; undefined before it comes and after it left. */
export function standingAt(passing: CarPassing | PersonPassing, second: number): Standing | undefined {
  const path = 'car' in passing ? drive : walk;
  const progress = (second - passing.at) / (passing.seconds ?? path.seconds);
  if (progress < 0 || progress > 1) return undefined;
  const pixelsPerMeter = path.farScale + (path.nearScale - path.farScale) * progress;
  const turned = Math.max(0, progress - turnStart) / (1 - turnStart);
  const aside = Math.sign(passing.lane) * path.turn * turned ** 2;
  return {
    x: videoSize.width / 2 + passing.lane * pixelsPerMeter + aside,
    y: horizon + path.eyeHeight * pixelsPerMeter,
    pixelsPerMeter,
    opacity: Math.min(1, progress / fadeShare, path.turn === 0 ? (1 - progress) / fadeShare : 1),
  };
}
