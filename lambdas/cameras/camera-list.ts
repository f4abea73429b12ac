import type { CameraFault } from '../zone/messages.ts';
import type { Camera } from './camera.ts';

/** What watching a camera has shown so far. Times are epoch ms of the video. */
export interface CameraWatch {
  readonly watchedTo: number;
  /** There was a picture once: until then the camera is being installed. */
  readonly hadPicture: boolean;
  /** `told`: since when the fault that people were told has been; `turnedAt`: since when the pictures say otherwise. */
  readonly faults: Readonly<
    Partial<
      Record<CameraFault, { readonly told?: number | undefined; readonly turnedAt?: number | undefined }>
    >
  >;
}

export interface ListedCamera {
  readonly camera: Camera;
  /** Absent: nobody has watched it yet. */
  readonly watch?: CameraWatch;
}

/** All cameras of the zone file with what was last made of them, by id. */
export interface CameraList {
  list(): Promise<readonly ListedCamera[]>;
}
