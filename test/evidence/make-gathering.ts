import type { Camera } from '../../lambdas/cameras/camera.ts';
import type { FrameSource } from '../../lambdas/cameras/frame-source.ts';
import type { PictureCodec } from '../../lambdas/cameras/picture-codec.ts';
import type { Clip } from '../../lambdas/evidence/clip-source.ts';
import type { GatherEvidencePorts } from '../../lambdas/evidence/evidence-ports.ts';
import { gatherEvidence } from '../../lambdas/evidence/gather-evidence.ts';
import { type Manifest, parseManifest } from '../../lambdas/evidence/manifest.ts';
import type { EvidenceQueue } from '../../lambdas/incidents/evidence-queue.ts';
import type { TimelineStep } from '../../lambdas/incidents/timeline.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import type { GatherEvidenceMessage } from '../../lambdas/zone/messages.ts';
import { makeCamera } from '../cameras/make-camera.ts';
import { memoryCameraStore } from '../memory/camera-store.ts';
import { memoryDecisionLog } from '../memory/decision-log.ts';
import { memoryEvidenceStore } from '../memory/evidence-store.ts';
import { memoryPictureStore } from '../memory/picture-store.ts';
import { memorySightingIndex } from '../memory/sighting-index.ts';
import { streetCodec, streetJpeg } from '../memory/street.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';

export const pressedAt = 1_767_225_600_000;
export const incidentId = 'SOS-TEST0001';

export function makeRequest(overrides: Partial<GatherEvidenceMessage> = {}): GatherEvidenceMessage {
  return {
    version: 1,
    incidentId,
    kind: 'sos',
    causeId: 'press-0001',
    deviceId: 'nk-pole-market',
    place: makeCamera().place,
    happenedAt: pressedAt,
    drill: false,
    step: 'frames',
    ...overrides,
  };
}

interface Options {
  readonly cameras?: readonly Camera[];
  /** Whether a camera has video of a moment. @default all of them, always */
  readonly hasVideo?: (cameraId: string, at: number) => boolean;
  readonly clip?: (cameraId: string) => Clip | Promise<Clip>;
  readonly sightings?: readonly Sighting[];
  /** Between a moment and when its fragment can be seen. */
  readonly lateMilliseconds?: number;
}

/** Everything gather-evidence needs, in memory, and a queue that is emptied by hand. */
export function makeGathering({
  cameras = [makeCamera()],
  hasVideo = () => true,
  clip = (cameraId) => ({ mp4: Buffer.from(`clip of ${cameraId}`) }),
  sightings = [],
  lateMilliseconds = 3_000,
}: Options = {}) {
  let clock = pressedAt + 1_000;
  const waiting: { readonly message: GatherEvidenceMessage; readonly at: number }[] = [];
  const steps: TimelineStep[] = [];
  const store = memoryEvidenceStore();
  const pictures = memoryPictureStore();
  const telemetry = memoryTelemetry();
  const decisions = memoryDecisionLog();
  const queue: EvidenceQueue = {
    send: async (message, delaySeconds = 0) => {
      waiting.push({ message, at: clock + delaySeconds * 1000 });
    },
  };
  const frames: FrameSource = {
    listFrames: async function* (cameraId, { from, to, intervalMilliseconds }) {
      for (let takenAt = from; takenAt < to; takenAt += intervalMilliseconds) {
        const isSeen = takenAt + lateMilliseconds <= clock && hasVideo(cameraId, takenAt);
        yield isSeen ? { takenAt, jpeg: jpegOf(cameraId, takenAt) } : { takenAt, missing: 'no-video' };
      }
    },
  };
  const ports: GatherEvidencePorts = {
    cameras: memoryCameraStore(cameras),
    frames,
    clips: { getClip: async (cameraId) => clip(cameraId) },
    codec: { ...streetCodec(), ...whitePictures },
    sightings: memorySightingIndex(new Map(sightings.map((each) => [each.sightingId, each]))),
    pictures,
    store,
    queue,
    incidents: {
      addStep: async (_, step) => {
        steps.push(step);
        return 'added';
      },
    },
    decisions,
    telemetry,
    now: () => clock,
  };
  return {
    ports,
    store,
    pictures,
    steps,
    waiting,
    telemetry,
    decisions,
    /** Delivers the message, then all that wait, each in its time. */
    async run(message: GatherEvidenceMessage = makeRequest(), others = ports): Promise<void> {
      await gatherEvidence(message, others);
      for (let next = takeNext(waiting); next !== undefined; next = takeNext(waiting)) {
        clock = Math.max(clock, next.at);
        await gatherEvidence(next.message, others);
      }
    },
    files: () => store.list(incidentId),
    async newest(): Promise<Manifest> {
      const [file = ''] = (await store.list(incidentId))
        .filter((name) => name.startsWith('manifest'))
        .slice(-1);
      return parseManifest((await store.read(incidentId, file)) ?? Buffer.from('')).manifest;
    },
  };
}

/** Every frame is white, and encoded as its very pixels: what a mask covers is seen in the bytes. */
const whitePictures: Pick<PictureCodec, 'decode' | 'cropToJpeg'> = {
  decode: async () => ({ width: 8, height: 8, data: new Uint8Array(8 * 8 * 3).fill(255) }),
  cropToJpeg: async ({ data }) => data,
};

export function jpegOf(cameraId: string, takenAt: number): Uint8Array {
  return streetJpeg([
    { kind: 'face', name: `${cameraId} ${takenAt}`, box: { x: 0, y: 0, width: 90, height: 90 } },
  ]);
}

function takeNext<Item extends { readonly at: number }>(waiting: Item[]): Item | undefined {
  waiting.sort((a, b) => a.at - b.at);
  return waiting.shift();
}
