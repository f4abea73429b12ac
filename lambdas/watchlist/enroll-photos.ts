import type { EnrollFolderPorts } from './enroll-folder.ts';
import { type EnrollPersonParams, enrollPerson, NoUsablePhotoError } from './enroll-person.ts';
import type { PhotoFolder } from './enrollment-folders.ts';
import type { PhotoVerdict } from './face-collection.ts';
import { readPhotos } from './folder-photos.ts';

export interface EnrollPhotosParams {
  readonly entry: EnrollPersonParams['entry'];
  readonly folder: PhotoFolder;
}

/**
 * Puts a person on the watchlist with the photos of a folder, at most `mostPhotos`; a verdict for each. Photos that
 * were judged are deleted, whatever the verdict; those that a crash left may be given again. Throws
 * NoUsablePhotoError.
 */
export async function enrollPhotos(
  { entry, folder }: EnrollPhotosParams,
  ports: EnrollFolderPorts,
): Promise<readonly PhotoVerdict[]> {
  const { folders } = ports;
  const clear = () => folders.delete(folder.name, folder.photos);
  try {
    const verdicts = await enrollPerson({ entry, photos: await readPhotos(folder, folders) }, ports);
    await clear();
    return verdicts;
  } catch (error) {
    if (error instanceof NoUsablePhotoError) await clear();
    throw error;
  }
}
