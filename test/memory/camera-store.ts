import type { Camera } from '../../lambdas/cameras/camera.ts';
import type { CameraStore } from '../../lambdas/cameras/camera-store.ts';

export function memoryCameraStore(cameras: readonly Camera[]): CameraStore {
  return {
    list: async () => cameras,
    find: async (cameraId) => cameras.find(({ id }) => id === cameraId),
  };
}
