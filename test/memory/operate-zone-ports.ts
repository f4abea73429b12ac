import type { OperateZonePorts } from '../../lambdas/console/operate-zone-ports.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryAuditLog } from './audit-log.ts';
import { memoryCameraStore } from './camera-store.ts';
import { memoryCorrectionStore } from './correction-store.ts';
import { memoryEnrollmentFolders } from './enrollment-folders.ts';
import { memoryEvidenceStore } from './evidence-store.ts';
import { memoryFaceCollection } from './face-collection.ts';
import { memoryHoldingStore } from './holding-store.ts';
import { memoryIncidentStore } from './incident-store.ts';
import { memoryPhotoChecker } from './photo-checker.ts';
import { memoryPictureStore } from './picture-store.ts';
import { memoryPoleRegistry } from './pole-registry.ts';
import { memoryTelemetry } from './telemetry.ts';
import { memoryWatchlistStore } from './watchlist-store.ts';

/** What operate-zone needs, in memory: a zone of one camera and one pole, whose presses and exports are listed. */
export function memoryOperateZonePorts(now: number, sightings: readonly Sighting[] = []) {
  const kept = new Map(sightings.map((sighting) => [sighting.sightingId, sighting]));
  const camera = makeCamera();
  const drills: string[] = [];
  const exported = new Map<string, Uint8Array>();
  return {
    incidents: memoryIncidentStore(),
    evidence: memoryEvidenceStore(),
    exports: (path: string) => ({
      address: `s3://test/${path}`,
      folder: {
        open: () => Promise.resolve(),
        write: async (file: string, bytes: Uint8Array) => void exported.set(`${path}${file}`, bytes),
      },
    }),
    cameras: memoryCameraStore([camera]),
    poles: memoryPoleRegistry({ 'nk-pole-01': camera.place }),
    button: { drill: async (poleId: string, pressId: string) => void drills.push(`${poleId} ${pressId}`) },
    holding: memoryHoldingStore(),
    watchlist: memoryWatchlistStore(),
    corrections: memoryCorrectionStore(),
    audit: memoryAuditLog(),
    faces: memoryFaceCollection(),
    photos: memoryPhotoChecker(),
    folders: memoryEnrollmentFolders(),
    pictures: memoryPictureStore(),
    eraser: {
      all: async function* () {
        yield* [...kept.values()];
      },
      erase: async (sightingId: string) => void kept.delete(sightingId),
    },
    telemetry: memoryTelemetry(),
    agencies: ['Police'],
    now: () => now,
    sightings: kept as ReadonlyMap<string, Sighting>,
    drills: drills as readonly string[],
    exported: exported as ReadonlyMap<string, Uint8Array>,
  } satisfies OperateZonePorts & Record<string, unknown>;
}
