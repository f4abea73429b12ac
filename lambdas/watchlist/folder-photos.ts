import type { EnrollmentFolders, PhotoFolder } from './enrollment-folders.ts';

/** More than this help no search, and fill the function's memory. */
export const mostPhotos = 10;

/** The photos of a folder, in order. */
export async function readPhotos(
  { name, photos }: PhotoFolder,
  folders: Pick<EnrollmentFolders, 'read'>,
): Promise<readonly Uint8Array[]> {
  const read: Uint8Array[] = [];
  for (const photo of photos) {
    // One that is gone by now is judged as what it is: no picture.
    read.push((await folders.read(name, photo)) ?? new Uint8Array());
  }
  return read;
}
