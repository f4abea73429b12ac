import { type StrangerVisit, visitIdOf } from '../../lambdas/sightings/stranger-visit.ts';
import { strangerEndOf, strangerIdOf } from '../../lambdas/zone/strangers.ts';
import { makeCamera } from '../cameras/make-camera.ts';

export interface VisitMaking {
  /** Whose face it is. */
  readonly face: string;
  /** When that face was first seen, and when this time; epoch milliseconds. */
  readonly since: number;
  readonly seenAt: number;
  readonly cameraId?: string;
  readonly keepHours?: number;
}

export function makeStrangerVisit(making: VisitMaking): StrangerVisit {
  const { face, since, seenAt, cameraId = 'nk-cam-01', keepHours = 24 } = making;
  const strangerId = strangerIdOf({ passId: face, seenAt: since });
  return {
    version: 1,
    cameraId,
    visitId: visitIdOf(seenAt, `${face}-${seenAt}`),
    strangerId,
    place: makeCamera().place,
    firstSeenAt: seenAt - 3_000,
    lastSeenAt: seenAt,
    expiresAt: strangerEndOf(strangerId, keepHours) ?? 0,
  };
}
