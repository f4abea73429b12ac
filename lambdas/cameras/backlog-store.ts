import type { Backlog } from './backlog.ts';
import type { CameraState } from './camera-state.ts';

/** What each camera left behind, the oldest first, and who works on it; live watching has a lease of its own. */
export interface BacklogStore {
  /** Takes the oldest backlog of the camera. `undefined`: there is none, or another works on it. */
  lease(params: BacklogLeaseParams): Promise<Backlog | undefined>;
  /**
   * Moves it on and keeps the lease; without a `state` it is done and gone. Throws CursorLostError when `owner` does
   * not hold it any more or it does not stand at `watchedTo`.
   */
  advance(params: BacklogAdvanceParams): Promise<void>;
  /** Gives the lease back; nothing happens when another holds it. */
  release(params: { readonly cameraId: string; readonly owner: string }): Promise<void>;
  /** Notes that somebody is on the way to work on it: until `until` (epoch ms) nobody else need be asked. */
  markAsked(params: { readonly cameraId: string; readonly until: number }): Promise<void>;
}

export interface BacklogLeaseParams {
  readonly cameraId: string;
  readonly owner: string;
  readonly now: number;
  readonly until: number;
  /** As in `markAsked`; later than `until`. */
  readonly askedUntil: number;
}

export interface BacklogAdvanceParams {
  readonly cameraId: string;
  readonly owner: string;
  /** Where it stood when it was leased. */
  readonly watchedTo: number;
  readonly state?: CameraState | undefined;
}
