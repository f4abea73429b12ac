import type { GatherEvidenceMessage } from '../zone/messages.ts';
import { evidenceFile, manifestNumber } from './evidence-object.ts';
import type { EvidenceStore } from './evidence-store.ts';
import {
  encodeManifest,
  type GatheredStep,
  hasGathered,
  type MissingEvidence,
  nextManifest,
  parseManifest,
  sha256Of,
  type WrittenManifest,
} from './manifest.ts';

/** Others kept writing manifests of the same incident; the message comes again. */
export class ManifestRaceError extends Error {
  override readonly name = 'ManifestRaceError';
}

const mostTries = 5;

/** The newest manifest among the files. */
export async function latestManifest(
  incidentId: string,
  files: readonly string[],
  store: Pick<EvidenceStore, 'read'>,
): Promise<WrittenManifest | undefined> {
  const newest = files
    .filter((file) => manifestNumber(file) !== undefined)
    .sort()
    .at(-1);
  const bytes = newest === undefined ? undefined : await store.read(incidentId, newest);
  return bytes === undefined ? undefined : parseManifest(bytes);
}

/** The manifest that the step made for its cause: each adds one step. */
export async function manifestOf(
  { incidentId, causeId, step }: Pick<GatherEvidenceMessage, 'incidentId' | 'causeId' | 'step'>,
  latest: WrittenManifest,
  store: EvidenceStore,
): Promise<WrittenManifest | undefined> {
  const before = latest.manifest.gathered.findIndex((each) => each.causeId === causeId && each.step === step);
  const bytes = await store.read(incidentId, evidenceFile.manifest(before + 1));
  return bytes === undefined ? undefined : parseManifest(bytes);
}

export interface ManifestAddition {
  readonly incidentId: string;
  readonly gathered: GatheredStep;
  readonly missing: readonly MissingEvidence[];
}

/**
 * Writes the manifest of all that lies there now; nothing when this step has one. Of two that write at a time one is
 * later, and takes up what the other wrote. Throws ManifestRaceError.
 */
export async function writeManifest(
  { incidentId, gathered, missing }: ManifestAddition,
  store: EvidenceStore,
): Promise<WrittenManifest | undefined> {
  for (let tries = 0; tries < mostTries; tries++) {
    const files = await store.list(incidentId);
    const latest = await latestManifest(incidentId, files, store);
    if (hasGathered(latest, gathered)) return undefined;
    const known = new Set(latest?.manifest.objects.map(({ file }) => file));
    const added = files.filter((file) => manifestNumber(file) === undefined && !known.has(file));
    const objects = await store.describe(incidentId, added);
    const manifest = nextManifest(latest, { incidentId, gathered, objects, missing });
    const bytes = encodeManifest(manifest);
    if ((await store.putManifest(incidentId, manifest.number, bytes)) === 'stored')
      return { manifest, sha256: sha256Of(bytes) };
  }
  throw new ManifestRaceError(`the manifests of ${incidentId} are being written by others`);
}
