import type { DecisionLog } from '../alerts/decision-log.ts';
import type { CameraStore } from '../cameras/camera-store.ts';
import type { FrameSource } from '../cameras/frame-source.ts';
import type { PictureCodec } from '../cameras/picture-codec.ts';
import type { EvidenceQueue } from '../incidents/evidence-queue.ts';
import type { IncidentStore } from '../incidents/incident-store.ts';
import type { PictureStore } from '../sightings/picture-store.ts';
import type { SightingIndex } from '../sightings/sighting-index.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { ClipSource } from './clip-source.ts';
import type { EvidenceStore } from './evidence-store.ts';

export interface GatherEvidencePorts {
  readonly cameras: CameraStore;
  readonly frames: FrameSource;
  readonly clips: ClipSource;
  readonly codec: PictureCodec;
  readonly sightings: SightingIndex;
  /** Crops of sightings. */
  readonly pictures: Pick<PictureStore, 'get'>;
  readonly store: EvidenceStore;
  readonly queue: EvidenceQueue;
  readonly incidents: Pick<IncidentStore, 'addStep'>;
  readonly decisions: Pick<DecisionLog, 'keep'>;
  readonly telemetry: Telemetry;
  /** Epoch ms. */
  readonly now: () => number;
}
