import type { IncidentStore } from '../incidents/incident-store.ts';
import { newStep } from '../incidents/timeline.ts';
import { evidenceFile } from './evidence-object.ts';
import type { EvidenceStore } from './evidence-store.ts';
import type { ExportFolder } from './export-folder.ts';
import { readmeText } from './export-words.ts';
import { sha256Of } from './manifest.ts';
import { exportFile, sumsOf } from './verify-evidence.ts';
import { latestManifest } from './write-manifest.ts';

export interface ExportParams {
  readonly incidentId: string;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface ExportPorts {
  readonly store: Pick<EvidenceStore, 'list' | 'read'>;
  readonly incidents: Pick<IncidentStore, 'find' | 'timeline' | 'addStep'>;
  readonly folder: ExportFolder;
}

export interface Exported {
  readonly fileCount: number;
  readonly sha256: string;
}

/** There is nothing to export, or not yet; the message says which. */
export class EvidenceMissingError extends Error {
  override readonly name = 'EvidenceMissingError';
}

/**
 * Copies all evidence of an incident into a folder that anybody can check, and notes in its timeline who did. Throws
 * EvidenceMissingError.
 */
export async function exportEvidence(
  { incidentId, by, at }: ExportParams,
  { store, incidents, folder }: ExportPorts,
): Promise<Exported> {
  const files = await store.list(incidentId);
  const latest = await latestManifest(incidentId, files, store);
  if (latest === undefined) throw new EvidenceMissingError(nothingYet(incidentId, files.length));
  await folder.open();
  const hashes = new Map<string, string>();
  const write = async (file: string, bytes: Uint8Array) => {
    await folder.write(file, bytes);
    hashes.set(file, sha256Of(bytes));
  };
  const writeText = (file: string, text: string) => write(file, Buffer.from(text));
  for (const file of files) {
    const bytes = await store.read(incidentId, file);
    if (bytes !== undefined) await write(file, bytes);
  }
  const { manifest, sha256 } = latest;
  const text = `exported: ${manifest.objects.length} files, manifest ${manifest.number}, SHA-256 ${sha256}`;
  await incidents.addStep(incidentId, newStep({ at, what: 'evidence', by, text }));
  const incident = (await incidents.find(incidentId)) ?? null;
  const timeline = await incidents.timeline(incidentId);
  await writeText(exportFile.incident, `${JSON.stringify({ incident, timeline }, null, 2)}\n`);
  const manifestFile = evidenceFile.manifest(manifest.number);
  await writeText(
    exportFile.readme,
    readmeText({ manifest, manifestFile, sha256, exportedAt: at, exportedBy: by }),
  );
  await folder.write(exportFile.sums, Buffer.from(sumsOf(hashes)));
  return { fileCount: manifest.objects.length, sha256 };
}

function nothingYet(incidentId: string, fileCount: number): string {
  return fileCount === 0
    ? `there is no evidence of ${incidentId}: it keeps none, or its time is over`
    : `the evidence of ${incidentId} is still being gathered: try again in a minute or two`;
}
