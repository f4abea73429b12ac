import type { Sighting } from './sighting.ts';

/** Under what sightings are found. `rank` says which of a plate's different digits: 1 are those of its likeliest reading. */
export type IndexKey =
  | { readonly by: 'digits'; readonly digits: string; readonly rank: number }
  | { readonly by: 'camera'; readonly cameraId: string }
  | { readonly by: 'day'; readonly day: string };

/** Epoch ms, both included. */
export interface TimeRange {
  readonly from: number;
  readonly to: number;
}

export interface WalkParams extends TimeRange {
  /** Epoch milliseconds; what expired until then is left out. */
  readonly now: number;
  /** How many to fetch at a time. */
  readonly pageSize: number;
}

/** Sightings by what a search knows of them. A camera's include faces. */
export interface SightingIndex {
  /**
   * Those under the key last seen in the time, newest first; those of one millisecond in any order. Fetches only
   * while the caller goes on.
   */
  walk(key: IndexKey, params: WalkParams): AsyncIterable<Sighting>;
}
