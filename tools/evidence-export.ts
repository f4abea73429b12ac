import { evidenceFile } from '../lambdas/evidence/evidence-object.ts';
import { exportFile, sumsOf } from '../lambdas/evidence/verify-evidence.ts';
import { latestManifest } from '../lambdas/evidence/write-manifest.ts';
import { newStep } from '../lambdas/incidents/timeline.ts';
import {
  EvidenceFolderError,
  prepareFolder,
  readEvidenceFolder,
  writeEvidenceFile,
} from './evidence-folder.ts';
import type { EvidencePorts } from './evidence-ports.ts';
import { readmeText } from './evidence-words.ts';

export interface ExportParams {
  readonly incidentId: string;
  /** New or empty. */
  readonly folder: string;
  readonly by: string;
  /** Epoch ms. */
  readonly at: number;
}

export interface Exported {
  readonly fileCount: number;
  readonly sha256: string;
}

/**
 * Copies all evidence of an incident into a folder that anybody can check, and notes in its timeline who did. Throws
 * EvidenceFolderError when there is nothing to export or the folder is not empty.
 */
export async function exportEvidence(
  { incidentId, folder, by, at }: ExportParams,
  { store, incidents }: Pick<EvidencePorts, 'store' | 'incidents'>,
): Promise<Exported> {
  const files = await store.list(incidentId);
  const latest = await latestManifest(incidentId, files, store);
  if (latest === undefined) throw new EvidenceFolderError(nothingYet(incidentId, files.length));
  await prepareFolder(folder);
  for (const file of files) {
    const bytes = await store.read(incidentId, file);
    if (bytes !== undefined) await writeEvidenceFile(folder, file, bytes);
  }
  const { manifest, sha256 } = latest;
  const text = `exported: ${manifest.objects.length} files, manifest ${manifest.number}, SHA-256 ${sha256}`;
  await incidents.addStep(incidentId, newStep({ at, what: 'evidence', by, text }));
  const incident = (await incidents.find(incidentId)) ?? null;
  const timeline = await incidents.timeline(incidentId);
  await writeText(folder, exportFile.incident, `${JSON.stringify({ incident, timeline }, null, 2)}\n`);
  const manifestFile = evidenceFile.manifest(manifest.number);
  const readme = readmeText({ manifest, manifestFile, sha256, exportedAt: at, exportedBy: by });
  await writeText(folder, exportFile.readme, readme);
  await writeText(folder, exportFile.sums, sumsOf((await readEvidenceFolder(folder)).hashes));
  return { fileCount: manifest.objects.length, sha256 };
}

const writeText = (folder: string, file: string, text: string) =>
  writeEvidenceFile(folder, file, Buffer.from(text));

function nothingYet(incidentId: string, fileCount: number): string {
  return fileCount === 0
    ? `there is no evidence of ${incidentId}: it keeps none, or its time is over`
    : `the evidence of ${incidentId} is still being gathered: try again in a minute or two`;
}
