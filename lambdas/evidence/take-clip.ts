import { evidenceFile } from './evidence-object.ts';
import { clipSpan, type Span } from './evidence-plan.ts';
import type { GatherEvidencePorts } from './evidence-ports.ts';
import type { MissingEvidence } from './manifest.ts';
import { isMasked } from './mask-frame.ts';
import { type Shooting, takeFrames } from './take-frames.ts';

type ClipPorts = Pick<GatherEvidencePorts, 'clips' | 'frames' | 'codec' | 'store' | 'now'>;

/**
 * Keeps the camera's clip around the press. A camera with privacy masks gives masked frames instead, one a second: a
 * clip could not be masked without encoding it anew. So does one whose video does not fit into an MP4.
 */
export async function takeClip(
  shooting: Shooting,
  files: readonly string[],
  ports: ClipPorts,
): Promise<readonly MissingEvidence[]> {
  const { incidentId, happenedAt, camera } = shooting;
  const span = clipSpan(happenedAt);
  if (files.includes(evidenceFile.clip(camera.id, span.from))) return [];
  if (isMasked(camera)) return takeFrames({ incidentId, camera, span }, ports);
  const clip = await ports.clips.getClip(camera.id, span);
  if ('mp4' in clip) {
    await keepClip(shooting, { mp4: clip.mp4, span }, ports);
    return [];
  }
  const missing = { what: 'clip', cameraId: camera.id, ...span } as const;
  if (clip.missing === 'no-video') return [{ ...missing, why: 'no-video' }];
  return [
    { ...missing, why: 'clip-not-possible' },
    ...(await takeFrames({ incidentId, camera, span }, ports)),
  ];
}

async function keepClip(
  { incidentId, camera }: Shooting,
  { mp4, span }: { readonly mp4: Uint8Array; readonly span: Span },
  { store, now }: ClipPorts,
): Promise<void> {
  await store.put(incidentId, evidenceFile.clip(camera.id, span.from), mp4, {
    what: 'clip',
    cameraId: camera.id,
    ...span,
    how: 'kinesis-video:GetClip',
    masked: false,
    gatheredAt: now(),
  });
}
