import type { Camera } from './camera.ts';

/** The zone's cameras as the zone file gives them. */
export interface CameraStore {
  list(): Promise<readonly Camera[]>;
  find(cameraId: string): Promise<Camera | undefined>;
}
