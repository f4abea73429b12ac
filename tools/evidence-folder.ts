import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { manifestNumber } from '../lambdas/evidence/evidence-object.ts';
import type { ExportFolder } from '../lambdas/evidence/export-folder.ts';
import { type ExportedFolder, exportFile } from '../lambdas/evidence/verify-evidence.ts';

/** The folder cannot be exported to or read; the message says why. */
export class EvidenceFolderError extends Error {
  override readonly name = 'EvidenceFolderError';
}

/** Hashes every file of an exported folder, clip by clip, and reads its manifests. Throws EvidenceFolderError. */
export async function readEvidenceFolder(folder: string): Promise<ExportedFolder> {
  const hashes = new Map<string, string>();
  const texts = new Map<string, Uint8Array>();
  for (const { file, isFile } of await filesOf(folder)) {
    const path = join(folder, file);
    // A link is no part of an export, whatever it leads to: no hash fits it.
    hashes.set(file, isFile ? await hashOf(path) : 'no file');
    if (!isFile) continue;
    if (manifestNumber(file) !== undefined || file === exportFile.sums) texts.set(file, await readFile(path));
  }
  return { hashes, texts };
}

/** A folder on this computer, new or empty. Its methods throw EvidenceFolderError. */
export function localExportFolder(folder: string): ExportFolder {
  return {
    open: () => prepareFolder(folder),
    write: (file, bytes) => writeEvidenceFile(folder, file, bytes),
  };
}

/** Throws EvidenceFolderError where something lies already: it would look like a part of the evidence. */
async function prepareFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
  if ((await readdir(folder)).length > 0)
    throw new EvidenceFolderError(`${folder} is not empty: name a new folder`);
}

/** Throws EvidenceFolderError for a name that would lead out of the folder. */
async function writeEvidenceFile(folder: string, file: string, bytes: Uint8Array): Promise<void> {
  const isInside = /^[\w.-]+(?:\/[\w.-]+)*$/.test(file) && !file.split('/').includes('..');
  if (!isInside) throw new EvidenceFolderError(`the bucket holds a file with a strange name: ${file}`);
  const path = join(folder, file);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, bytes);
}

interface FoundFile {
  readonly file: string;
  readonly isFile: boolean;
}

async function filesOf(folder: string): Promise<readonly FoundFile[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => ({
        file: relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'),
        isFile: entry.isFile(),
      }))
      .sort((a, b) => (a.file < b.file ? -1 : 1));
  } catch (cause) {
    throw new EvidenceFolderError(`${folder} cannot be read: is it the folder of an export?`, { cause });
  }
}

async function hashOf(path: string): Promise<string> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return hash.digest('hex');
}
