import type { Camera } from '../cameras/camera.ts';
import type { Frame } from '../cameras/frame-source.ts';
import { FrameUnreadableError } from '../cameras/picture-codec.ts';
import { evidenceFile, frameTimes } from './evidence-object.ts';
import { frameSpan, isAtPress, type Span } from './evidence-plan.ts';
import type { GatherEvidencePorts } from './evidence-ports.ts';
import type { MissingEvidence } from './manifest.ts';
import { isMasked, maskFrame } from './mask-frame.ts';

export interface Shooting {
  readonly incidentId: string;
  readonly happenedAt: number;
  readonly camera: Camera;
}

type FramePorts = Pick<GatherEvidencePorts, 'frames' | 'codec' | 'store' | 'now'>;
type Picture = Extract<Frame, { readonly jpeg: Uint8Array }>;

const frameIntervalMilliseconds = 1_000;

export interface PressFrame {
  /** `waiting`: no frame of the press itself can be seen yet. */
  readonly outcome: 'there' | 'waiting';
  /** When the frame was taken that was stored by this call. */
  readonly storedAt?: number;
}

/** Keeps the camera's frame of the press; until it can be seen, one from shortly before. `files` are those kept so far. */
export async function takePressFrame(
  { incidentId, happenedAt, camera }: Shooting,
  files: readonly string[],
  ports: FramePorts,
): Promise<PressFrame> {
  const { from, to } = frameSpan(happenedAt);
  const kept = pressFrames(files, camera.id, happenedAt);
  if (kept.some((takenAt) => isAtPress(takenAt, happenedAt))) return { outcome: 'there' };
  const frame = nearest(await picturesOf(camera.id, { from, to }, ports), happenedAt);
  if (frame === undefined) return { outcome: 'waiting' };
  const isThere = isAtPress(frame.takenAt, happenedAt);
  if (!isThere && kept.length > 0) return { outcome: 'waiting' };
  const stored = await keepFrame({ incidentId, camera, frame }, ports);
  return {
    outcome: isThere ? 'there' : 'waiting',
    ...(stored === 'stored' ? { storedAt: frame.takenAt } : {}),
  };
}

/** Whether any frame of the press, or from shortly before, was kept of the camera. */
export function hasPressFrame(files: readonly string[], cameraId: string, happenedAt: number): boolean {
  return pressFrames(files, cameraId, happenedAt).length > 0;
}

function pressFrames(files: readonly string[], cameraId: string, happenedAt: number): readonly number[] {
  const { from, to } = frameSpan(happenedAt);
  return frameTimes(files, cameraId).filter((takenAt) => takenAt >= from && takenAt < to);
}

/** Keeps a frame a second; tells the seconds of which there is none. */
export async function takeFrames(
  { incidentId, camera, span }: Pick<Shooting, 'incidentId' | 'camera'> & { readonly span: Span },
  ports: FramePorts,
): Promise<readonly MissingEvidence[]> {
  const gaps: MissingEvidence[] = [];
  const window = { ...span, intervalMilliseconds: frameIntervalMilliseconds };
  let count = 0;
  for await (const frame of ports.frames.listFrames(camera.id, window)) {
    count++;
    const why = 'missing' in frame ? frame.missing : await tryKeep({ incidentId, camera, frame }, ports);
    if (why !== undefined) addGap(gaps, { cameraId: camera.id, from: frame.takenAt, why });
  }
  const nothing = { what: 'frame', cameraId: camera.id, ...span, why: 'no-video' } as const;
  return count === 0 ? [nothing] : gaps;
}

/** Whether video of the camera's end of the span can be seen already. */
export async function hasVideoAt(
  cameraId: string,
  at: number,
  ports: Pick<FramePorts, 'frames'>,
): Promise<boolean> {
  const pictures = await picturesOf(cameraId, { from: at - frameIntervalMilliseconds, to: at }, ports);
  return pictures.length > 0;
}

async function picturesOf(
  cameraId: string,
  span: Span,
  { frames }: Pick<FramePorts, 'frames'>,
): Promise<readonly Picture[]> {
  const found: Picture[] = [];
  const window = { ...span, intervalMilliseconds: frameIntervalMilliseconds };
  for await (const frame of frames.listFrames(cameraId, window)) if ('jpeg' in frame) found.push(frame);
  return found;
}

function nearest(pictures: readonly Picture[], at: number): Picture | undefined {
  return pictures.toSorted((a, b) => Math.abs(a.takenAt - at) - Math.abs(b.takenAt - at))[0];
}

interface Keeping {
  readonly incidentId: string;
  readonly camera: Camera;
  readonly frame: Picture;
}

/** Throws FrameUnreadableError where a mask cannot be burned in. */
async function keepFrame({ incidentId, camera, frame }: Keeping, { codec, store, now }: FramePorts) {
  const jpeg = await maskFrame(frame.jpeg, camera, codec);
  return store.put(incidentId, evidenceFile.frame(camera.id, frame.takenAt), jpeg, {
    what: 'frame',
    cameraId: camera.id,
    from: frame.takenAt,
    to: frame.takenAt,
    how: 'kinesis-video:GetImages',
    masked: isMasked(camera),
    gatheredAt: now(),
  });
}

async function tryKeep(keeping: Keeping, ports: FramePorts): Promise<'unreadable' | undefined> {
  try {
    await keepFrame(keeping, ports);
    return undefined;
  } catch (error) {
    if (error instanceof FrameUnreadableError) return 'unreadable';
    throw error;
  }
}

/** Second after second without a picture is one gap. */
function addGap(
  gaps: MissingEvidence[],
  { cameraId, from, why }: { cameraId: string; from: number; why: 'no-video' | 'unreadable' },
): void {
  const to = from + frameIntervalMilliseconds;
  const last = gaps.at(-1);
  if (last?.to === from && last.why === why) gaps.splice(-1, 1, { ...last, to });
  else gaps.push({ what: 'frame', cameraId, from, to, why });
}
