import type { Camera } from '../cameras/camera.ts';
import { newStep } from '../incidents/timeline.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { GatherEvidenceMessage } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import { clipSpan, retrySeconds, secondsUntilDue } from './evidence-plan.ts';
import type { GatherEvidencePorts } from './evidence-ports.ts';
import { hasGathered, type MissingEvidence, type WrittenManifest } from './manifest.ts';
import { isMasked } from './mask-frame.ts';
import { type NearCamera, nearestCameras } from './nearest-cameras.ts';
import { takeClip } from './take-clip.ts';
import { hasPressFrame, hasVideoAt, takePressFrame } from './take-frames.ts';
import { takeMatchPicture, takeSightings } from './take-sightings.ts';
import { latestManifest, manifestOf, writeManifest } from './write-manifest.ts';

/** Each press that joins an incident adds two; a button that is stuck may not fill the bucket. */
const mostManifests = 20;

interface Scene {
  readonly message: GatherEvidenceMessage;
  readonly near: readonly (NearCamera & { readonly camera: Camera })[];
  /** Kept so far. */
  readonly files: readonly string[];
}

/**
 * One step of gathering what the cameras near the place saw: frames at once, clips and sightings when their time has
 * passed. Everything may come twice: what lies in the bucket stays, and a step with a manifest is over.
 */
export async function gatherEvidence(
  message: GatherEvidenceMessage,
  ports: GatherEvidencePorts,
): Promise<void> {
  const { incidentId, drill, place, step } = message;
  // Nobody's picture is kept for practice.
  if (drill) return tellNotGathered(message, 'drill', ports);
  const files = await ports.store.list(incidentId);
  const latest = await latestManifest(incidentId, files, ports.store);
  if (latest !== undefined && hasGathered(latest, message)) return repeat(message, latest, ports);
  if ((latest?.manifest.number ?? 0) >= mostManifests) return tellNotGathered(message, 'enough', ports);
  const cameras = await ports.cameras.list();
  const byId = new Map(cameras.map((camera) => [camera.id, camera]));
  const near = nearestCameras(place, cameras).flatMap((each) => {
    const camera = byId.get(each.cameraId);
    return camera === undefined ? [] : [{ ...each, camera }];
  });
  const scene = { message, near, files };
  if (step === 'frames') return gatherFrames(scene, ports);
  return step === 'clips' ? gatherClips(scene, ports) : gatherSightings(scene, ports);
}

/** The delivery before may have died between the manifest and the timeline. */
async function repeat(message: GatherEvidenceMessage, latest: WrittenManifest, ports: GatherEvidencePorts) {
  const written = await manifestOf(message, latest, ports.store);
  if (written !== undefined) await addManifestStep(message, written, ports);
  await tellNotGathered(message, 'repeated', ports);
}

async function gatherFrames(scene: Scene, ports: GatherEvidencePorts): Promise<void> {
  const { message, near, files } = scene;
  const { happenedAt } = message;
  // Asked for before anything can fail; both are over once they have a manifest.
  if (message.isAgain === undefined) {
    await askForTheRest(message, ports);
    await takeMatchPicture(message, ports);
  }
  const taken = await Promise.all(near.map(({ camera }) => pressFrame(scene, camera, ports)));
  const isFirst = near.every(({ cameraId }) => !hasPressFrame(files, cameraId, happenedAt));
  if (isFirst && taken.some(({ storedAt }) => storedAt !== undefined)) await tellFirstPicture(message, ports);
  if (taken.every(({ outcome }) => outcome === 'there')) return;
  const again = retrySeconds('frames', { happenedAt, now: ports.now() });
  if (again !== undefined) await ports.queue.send({ ...message, isAgain: true }, again);
}

async function askForTheRest(message: GatherEvidenceMessage, { queue, now }: GatherEvidencePorts) {
  const times = { happenedAt: message.happenedAt, now: now() };
  for (const step of ['clips', 'sightings'] as const)
    await queue.send({ ...message, step }, secondsUntilDue(step, times));
}

/** A camera that fails does not take the others' pictures: it is asked again, and by the next step too. */
async function pressFrame({ message, files }: Scene, camera: Camera, ports: GatherEvidencePorts) {
  const { incidentId, happenedAt } = message;
  try {
    return await takePressFrame({ incidentId, happenedAt, camera }, files, ports);
  } catch (error) {
    ports.telemetry.error(LogEvent.evidenceFailed, { incidentId, cameraId: camera.id }, error);
    return { outcome: 'waiting' } as const;
  }
}

async function gatherClips(scene: Scene, ports: GatherEvidencePorts): Promise<void> {
  const { message, near } = scene;
  const { happenedAt } = message;
  const again = retrySeconds('clips', { happenedAt, now: ports.now() });
  const missing: MissingEvidence[] = [];
  let isWaiting = false;
  for (const { camera } of near) {
    const isSeen = await hasVideoAt(camera.id, clipSpan(happenedAt).to, ports);
    if (!isSeen && again !== undefined) isWaiting = true;
    else missing.push(...(await clipsOf(scene, camera, ports)));
  }
  if (isWaiting) return ports.queue.send(message, again);
  await finish(scene, missing, ports);
}

async function clipsOf({ message, files }: Scene, camera: Camera, ports: GatherEvidencePorts) {
  const { incidentId, happenedAt } = message;
  const shooting = { incidentId, happenedAt, camera };
  const frame = await takePressFrame(shooting, files, ports);
  const at = { from: happenedAt, to: happenedAt };
  const noFrame = { what: 'frame', cameraId: camera.id, ...at, why: 'no-video' } as const;
  return [...(frame.outcome === 'there' ? [] : [noFrame]), ...(await takeClip(shooting, files, ports))];
}

async function gatherSightings(scene: Scene, ports: GatherEvidencePorts): Promise<void> {
  const { incidentId, happenedAt } = scene.message;
  const cameraIds = scene.near.map(({ cameraId }) => cameraId);
  await finish(scene, await takeSightings({ incidentId, happenedAt, cameraIds }, ports), ports);
}

async function finish(
  { message, near }: Scene,
  missing: readonly MissingEvidence[],
  ports: GatherEvidencePorts,
): Promise<void> {
  const { incidentId, causeId, kind, deviceId, happenedAt, step } = message;
  const at = ports.now();
  const cameras = near.map(({ camera, ...each }) => ({ ...each, masked: isMasked(camera) }));
  const { from, to } = clipSpan(happenedAt);
  const nobody = { what: 'camera', from, to, why: 'no-camera-near' } as const;
  const written = await writeManifest(
    {
      incidentId,
      gathered: { causeId, kind, deviceId, happenedAt, step, at, cameras },
      missing: near.length === 0 && step === 'clips' ? [nobody, ...missing] : missing,
    },
    ports.store,
  );
  if (written !== undefined) await tellGathered(message, written, ports);
}

async function tellGathered(
  message: GatherEvidenceMessage,
  written: WrittenManifest,
  ports: GatherEvidencePorts,
): Promise<void> {
  const { incidentId, step } = message;
  const { number, objects, missing } = written.manifest;
  await addManifestStep(message, written, ports);
  const counts = { number, files: objects.length, missing: missing.length };
  ports.telemetry.info(LogEvent.evidenceGathered, { incidentId, step, ...counts, sha256: written.sha256 });
  ports.telemetry.measure(Metric.evidenceGathered);
}

/** The hash stands where the bucket's writers cannot reach: a manifest that is changed no longer fits it. */
async function addManifestStep(
  { incidentId, causeId, step }: GatherEvidenceMessage,
  { manifest: { number, objects, missing, createdAt: at }, sha256 }: WrittenManifest,
  { incidents }: GatherEvidencePorts,
): Promise<void> {
  const text = `manifest ${number} (${step}): ${objects.length} files, ${missing.length} missing, SHA-256 ${sha256}`;
  await incidents.addStep(incidentId, newStep({ at, what: 'evidence', text, cause: `${causeId}#${step}` }));
}

async function tellFirstPicture(
  { incidentId, causeId, happenedAt }: GatherEvidenceMessage,
  { incidents, telemetry, now }: GatherEvidencePorts,
): Promise<void> {
  const at = now();
  const seconds = (at - happenedAt) / 1000;
  const text = `first picture ${seconds.toFixed(1)} s after it happened`;
  await incidents.addStep(incidentId, newStep({ at, what: 'evidence', text, cause: `${causeId}#first` }));
  telemetry.info(LogEvent.evidenceFirstPicture, { incidentId, seconds });
  telemetry.measure(Metric.evidenceFirstPictureSeconds, seconds);
}

const whyNot = {
  drill: 'a drill is no reason to keep pictures of people',
  enough: `${mostManifests} manifests of this incident are enough`,
} as const;

async function tellNotGathered(
  { incidentId, step, happenedAt: at }: GatherEvidenceMessage,
  reason: 'drill' | 'repeated' | 'enough',
  { decisions, telemetry }: GatherEvidencePorts,
): Promise<void> {
  telemetry.info(LogEvent.evidenceNotGathered, { incidentId, step, reason });
  if (reason === 'repeated') return;
  const decision = { version: 1, about: incidentId, at, gate: 'evidence', outcome: 'stopped' } as const;
  await decisions.keep({ ...decision, why: whyNot[reason] });
}
