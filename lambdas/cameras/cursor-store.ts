import type { Backlog } from './backlog.ts';
import type { CameraState } from './camera-state.ts';

/** How far each camera was watched, and who watches it now. */
export interface CursorStore {
  /**
   * Takes the camera for `owner` until `until` (epoch ms) unless another holds it at `now`; its owner may take it
   * again. A new camera then stands at `startAt`, for good: should this invocation die, the next one begins there too.
   */
  lease(params: LeaseParams): Promise<'busy' | LeasedCamera>;
  /**
   * Moves the camera on and gives the lease back, in one write. Throws CursorLostError when `owner` does not hold
   * the camera any more or it does not stand at `watchedTo`.
   */
  advance(params: AdvanceParams): Promise<void>;
  /** Moves the camera on over a backlog, which is kept behind those it has, and keeps the lease, in one write. Throws like `advance`. */
  leaveBehind(params: AdvanceParams & { readonly left: Backlog }): Promise<void>;
  /** Gives the lease back and leaves the state; nothing happens when another holds it. */
  release(params: { readonly cameraId: string; readonly owner: string }): Promise<void>;
}

export interface LeaseParams {
  readonly cameraId: string;
  readonly owner: string;
  readonly now: number;
  readonly until: number;
  readonly startAt: number;
}

export interface LeasedCamera {
  readonly state: CameraState;
  readonly backlogCount: number;
  /** There is a backlog, and nobody works on it or is on the way to it. */
  readonly isBacklogIdle: boolean;
}

export interface AdvanceParams {
  readonly cameraId: string;
  readonly owner: string;
  /** Where the camera stood when it was leased. */
  readonly watchedTo: number;
  readonly state: CameraState;
}

/** Another invocation took the camera over: what this one saw will be seen again by it, with the same ids. */
export class CursorLostError extends Error {
  override readonly name = 'CursorLostError';
}
