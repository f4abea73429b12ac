import type { Camera } from '../../lambdas/cameras/camera.ts';

export function makeCamera(overrides: Partial<Camera> = {}): Camera {
  return {
    id: 'nk-cam-01',
    watches: ['faces', 'plates'],
    framesPerSecond: 2,
    place: { siteId: 'market', name: { th: 'ตลาด', en: 'Market' }, latitude: 17.88, longitude: 102.74 },
    ...overrides,
  };
}
