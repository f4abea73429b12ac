import type { Box } from '../../lambdas/zone/picture.ts';
import type { Worn } from './street-clothes.ts';

/** Where somebody is at a time: seconds since the street began, meters to the right of the camera and away from it. */
export interface Waypoint {
  readonly at: number;
  readonly x: number;
  readonly z: number;
}

/** One person or vehicle that comes by, on straight lines from place to place. */
export interface Visit {
  readonly id: string;
  readonly kind: 'face' | 'plate';
  readonly situation: string;
  readonly path: readonly Waypoint[];
  /** Meters of the face or plate below the camera. */
  readonly below: number;
  /** Digits of a vehicle's plate. */
  readonly digits?: string;
  /** What a person wears. */
  readonly wears?: Worn;
}

/** Something that stands in the view and hides what is behind it: pixels of the picture, meters away, when. */
export interface Screen {
  readonly box: Box;
  readonly z: number;
  readonly from: number;
  readonly to: number;
}

export interface StreetScene {
  readonly seed: number;
  readonly visits: readonly Visit[];
  readonly screens: readonly Screen[];
  readonly seconds: number;
  readonly framesPerSecond: number;
  /** Epoch milliseconds of the first frame. */
  readonly start: number;
}

/** A box that the detector gives; `of` is the true pass it shows, null: nothing is there. */
export interface StreetDetection {
  readonly of: string | null;
  readonly kind: 'face' | 'plate';
  readonly box: Box;
  /** What is read on a plate, and how surely. */
  readonly digits?: string;
  readonly confidence?: number;
}

export interface StreetFrame {
  readonly takenAt: number;
  /** What stands where, seen or hidden, the nearest first: what movement and pictures are made of. */
  readonly things: readonly {
    readonly id: string;
    readonly kind: 'face' | 'plate';
    readonly box: Box;
    readonly isHidden: boolean;
    readonly wears?: Worn;
  }[];
  readonly detections: readonly StreetDetection[];
}

/** One stay in view, to be counted once. */
export interface TruePass {
  readonly id: string;
  readonly situation: string;
  readonly kind: 'face' | 'plate';
  readonly firstSeenAt: number;
  readonly lastSeenAt: number;
}

export interface Street {
  readonly frames: readonly StreetFrame[];
  readonly passes: readonly TruePass[];
}

export const view = { width: 1280, height: 720 };

/** Who stands in the picture at a moment. */
export interface Seen {
  readonly visit: Visit;
  readonly box: Box;
  readonly z: number;
  readonly isHidden: boolean;
}
