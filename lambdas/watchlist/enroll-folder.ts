import { FileRefusedError } from '../zone/read-zone-file.ts';
import { type EnrollPersonPorts, enrollPerson, NoUsablePhotoError } from './enroll-person.ts';
import { answerFiles, describeAnswer, type EnrollmentAnswer, parseAnswer } from './enrollment-answer.ts';
import { type EnrollmentFile, entryFileName, parseEnrollmentFile } from './enrollment-file.ts';
import type { EnrollmentFolder, EnrollmentFolders } from './enrollment-folders.ts';
import { ExpiryError, parseExpiry } from './expiry.ts';
import { mostPhotos, readPhotos } from './folder-photos.ts';
import { personId } from './watchlist-entry.ts';

export interface EnrollFolderPorts extends EnrollPersonPorts {
  readonly folders: EnrollmentFolders;
}

export interface EnrollFolderParams {
  /** Epoch milliseconds. */
  readonly now: number;
  /** Of the recipients; an entry may be visible to no other. */
  readonly agencies: readonly string[];
}

/** The folder asks for something that cannot be done; nothing was looked at. */
class FolderRefusedError extends Error {
  override readonly name = 'FolderRefusedError';
}

/**
 * Enrolls the person of one folder and writes the answer beside the photos. Photos that were judged are deleted, and
 * `entry.yaml` after them; a folder that is refused before that stays as it is until `entry.yaml` is put there anew.
 * May be repeated after a crash.
 */
export async function enrollFolder(
  folder: EnrollmentFolder,
  params: EnrollFolderParams,
  ports: EnrollFolderPorts,
): Promise<EnrollmentAnswer['state'] | 'answered-before'> {
  const before = await ports.folders.read(folder.name, answerFiles.json);
  const known = before === undefined ? undefined : parseAnswer(toText(before));
  if (known?.revision === folder.revision) {
    if (known.photos.length > 0) await clear(folder, ports);
    return 'answered-before';
  }
  const answer = await answerTo(folder, params, ports);
  await ports.folders.write(folder.name, answerFiles.text, {
    text: describeAnswer(answer),
    type: 'text/plain',
  });
  const json = { text: JSON.stringify(answer, null, 2), type: 'application/json' };
  await ports.folders.write(folder.name, answerFiles.json, json);
  if (answer.photos.length > 0) await clear(folder, ports);
  return answer.state;
}

async function clear({ name, photos }: EnrollmentFolder, { folders }: EnrollFolderPorts): Promise<void> {
  await folders.delete(name, photos);
  await folders.delete(name, [entryFileName]);
}

async function answerTo(
  folder: EnrollmentFolder,
  params: EnrollFolderParams,
  ports: EnrollFolderPorts,
): Promise<EnrollmentAnswer> {
  const answer = {
    version: 1,
    revision: folder.revision,
    answeredAt: new Date(params.now).toISOString(),
  } as const;
  const told = (verdicts: NoUsablePhotoError['verdicts']) =>
    verdicts.map((verdict, i) => ({ file: folder.photos[i] ?? '', verdict }));
  try {
    const verdicts = await enroll(folder, params, ports);
    return { ...answer, state: 'enrolled', problems: [], photos: told(verdicts) };
  } catch (error) {
    if (error instanceof NoUsablePhotoError)
      return { ...answer, state: 'refused', problems: [], photos: told(error.verdicts) };
    return { ...answer, state: 'refused', problems: problemsOf(error), photos: [] };
  }
}

/** Rethrows what the officer cannot put right. */
function problemsOf(error: unknown): readonly string[] {
  if (error instanceof FileRefusedError) return error.message.split('\n');
  if (error instanceof ExpiryError) return [`${entryFileName}: expires: ${error.message}`];
  if (error instanceof FolderRefusedError) return [error.message];
  throw error;
}

async function enroll(folder: EnrollmentFolder, params: EnrollFolderParams, ports: EnrollFolderPorts) {
  const bytes = await ports.folders.read(folder.name, entryFileName);
  if (bytes === undefined) throw new FolderRefusedError(`${entryFileName} is gone`);
  const file = parseEnrollmentFile(toText(bytes));
  checkFolder(folder, file, params);
  const photos = await readPhotos(folder, ports.folders);
  return enrollPerson({ entry: toEntry(folder.name, file, params.now), photos }, ports);
}

function checkFolder(
  { name, photos }: EnrollmentFolder,
  { visibleTo = [] }: EnrollmentFile,
  { agencies }: EnrollFolderParams,
): void {
  const id = personId.safeParse(name);
  if (!id.success) throw new FolderRefusedError(`the folder's name ${id.error.issues[0]?.message ?? ''}`);
  const unknown = visibleTo.find((agency) => !agencies.includes(agency));
  if (unknown !== undefined)
    throw new FolderRefusedError(
      `${entryFileName}: visibleTo: "${unknown}" is no agency of the recipients: ${agencies.join(', ') || 'there is none'}`,
    );
  if (photos.length === 0) throw new FolderRefusedError(`put photos beside ${entryFileName}`);
  if (photos.length > mostPhotos) throw new FolderRefusedError(`put at most ${mostPhotos} photos there`);
}

function toEntry(entryId: string, file: EnrollmentFile, now: number) {
  const { version: _, by, expires, owner, visibleTo, ...rest } = file;
  return {
    ...rest,
    entryId,
    addedBy: by,
    addedAt: now,
    ...(owner === undefined ? {} : { owner }),
    ...(visibleTo === undefined ? {} : { visibleTo }),
    ...(expires === undefined ? {} : { expiresAt: parseExpiry(expires, now) }),
  };
}

function toText(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes);
}
