import type { FaceSighting, PlateSighting, UnreadPlateSighting } from '../../lambdas/sightings/sighting.ts';
import { makeCamera } from '../cameras/make-camera.ts';

const seenAt = 1_767_225_600_000;
const common = {
  version: 1,
  cameraId: 'nk-cam-01',
  place: makeCamera().place,
  firstSeenAt: seenAt,
  lastSeenAt: seenAt + 3_000,
  expiresAt: seenAt / 1000 + 30 * 86_400,
} as const;

export function makePlateSighting(overrides: Partial<PlateSighting> = {}): PlateSighting {
  const plate = { letters: 'กข', digits: '1234', province: 'หนองคาย', confidence: 0.9 };
  return { ...common, kind: 'plate', sightingId: 'plate-1', plate, ...overrides };
}

export function makeUnreadPlateSighting(overrides: Partial<UnreadPlateSighting> = {}): UnreadPlateSighting {
  const read = {
    reason: 'not-sure',
    candidates: [],
    frames: 3,
    widthPixels: 80,
    minConfidence: 0.5,
  } as const;
  return { ...common, kind: 'unread-plate', sightingId: 'plate-2', ...read, ...overrides };
}

export function makeFaceSighting(overrides: Partial<FaceSighting> = {}): FaceSighting {
  const persons = [{ entryId: 'nk-2026-014', similarityPercent: 99.5 }];
  return { ...common, kind: 'face', sightingId: 'face-1', persons, ...overrides };
}
