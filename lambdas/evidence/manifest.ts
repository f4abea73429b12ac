import { createHash } from 'node:crypto';
import { z } from 'zod';
import { gatherEvidenceMessage } from '../zone/messages.ts';
import { evidenceAbout, evidenceFile } from './evidence-object.ts';

const epochMilliseconds = z.int().min(0);
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

const evidenceObject = z.strictObject({
  /** Inside the incident's folder. */
  file: z.string().min(1),
  sha256,
  bytes: z.int().min(0),
  ...evidenceAbout.shape,
});
export type EvidenceObject = Readonly<z.infer<typeof evidenceObject>>;

export const missingReasons = [
  'no-video',
  'unreadable',
  'clip-not-possible',
  'no-camera-near',
  'picture-gone',
] as const;

const missingEvidence = z.strictObject({
  what: z.enum(['camera', 'frame', 'clip', 'sighting-picture']),
  cameraId: z.string().min(1).optional(),
  from: epochMilliseconds,
  to: epochMilliseconds,
  why: z.enum(missingReasons),
});
export type MissingEvidence = Readonly<z.infer<typeof missingEvidence>>;

const { causeId, kind, deviceId, happenedAt, step } = gatherEvidenceMessage.shape;

const gatheredStep = z.strictObject({
  causeId,
  kind,
  deviceId,
  happenedAt,
  step,
  at: epochMilliseconds,
  cameras: z.array(
    z.strictObject({
      cameraId: z.string().min(1),
      distanceMeters: z.int().min(0),
      looksHere: z.boolean(),
      masked: z.boolean(),
    }),
  ),
});
export type GatheredStep = Readonly<z.infer<typeof gatheredStep>>;

/**
 * Everything that was kept of an incident and everything that could not be. Each addition makes a manifest of its own
 * that names the hash of the one before: whoever knows the newest hash knows them all. Stored as it stands here.
 */
export const manifest = z.strictObject({
  version: z.literal(1),
  incidentId: z.string().min(1),
  number: z.int().min(1).max(9999),
  createdAt: epochMilliseconds,
  previous: z.strictObject({ file: z.string().min(1), sha256 }).optional(),
  gathered: z.array(gatheredStep),
  objects: z.array(evidenceObject),
  missing: z.array(missingEvidence),
});
export type Manifest = Readonly<z.infer<typeof manifest>>;

/** A manifest as it lies in the bucket. */
export interface WrittenManifest {
  readonly manifest: Manifest;
  readonly sha256: string;
}

export interface Addition {
  readonly incidentId: string;
  readonly gathered: GatheredStep;
  readonly objects: readonly EvidenceObject[];
  readonly missing: readonly MissingEvidence[];
}

/** The manifest after `latest`; what that one says stays word for word. */
export function nextManifest(latest: WrittenManifest | undefined, addition: Addition): Manifest {
  const { incidentId, gathered, objects, missing } = addition;
  const before = latest?.manifest;
  const known = new Set(before?.objects.map(({ file }) => file));
  return {
    version: 1,
    incidentId,
    number: (before?.number ?? 0) + 1,
    createdAt: gathered.at,
    ...(latest && {
      previous: { file: evidenceFile.manifest(latest.manifest.number), sha256: latest.sha256 },
    }),
    gathered: [...(before?.gathered ?? []), gathered],
    objects: [...(before?.objects ?? []), ...objects.filter(({ file }) => !known.has(file))],
    missing: [...(before?.missing ?? []), ...missing],
  };
}

/** Whether the step was gathered for this cause before. */
export function hasGathered(
  latest: WrittenManifest | undefined,
  asked: Pick<GatheredStep, 'causeId' | 'step'>,
): boolean {
  const done = latest?.manifest.gathered ?? [];
  return done.some(({ causeId: id, step: what }) => id === asked.causeId && what === asked.step);
}

export function encodeManifest(written: Manifest): Uint8Array {
  return Buffer.from(`${JSON.stringify(written, null, 2)}\n`);
}

/** Throws ZodError or SyntaxError for what is no manifest. */
export function parseManifest(bytes: Uint8Array): WrittenManifest {
  return {
    manifest: manifest.parse(JSON.parse(Buffer.from(bytes).toString('utf8'))),
    sha256: sha256Of(bytes),
  };
}

/** Lower-case hexadecimal. */
export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
