import type { PhotoChecker } from './photo-checker.ts';
import { judgeFaces, type PhotoProblem } from './photo-quality.ts';

export type PhotoCheck = 'good' | PhotoProblem;

/**
 * A verdict for each photo of one person, in order. The first good one stands for the person: a later one with
 * another face is `other-person`.
 */
export async function checkPhotos(
  photos: readonly Uint8Array[],
  checker: PhotoChecker,
): Promise<readonly PhotoCheck[]> {
  const checks: PhotoCheck[] = [];
  let reference: Uint8Array | undefined;
  for (const photo of photos) {
    const check = await checkPhoto(photo, reference, checker);
    if (check === 'good') reference ??= photo;
    checks.push(check);
  }
  return checks;
}

async function checkPhoto(
  photo: Uint8Array,
  reference: Uint8Array | undefined,
  checker: PhotoChecker,
): Promise<PhotoCheck> {
  const faces = await checker.findFaces(photo);
  if (faces === 'unreadable') return 'unreadable';
  const problem = judgeFaces(faces);
  if (problem !== undefined) return problem;
  if (reference === undefined || (await checker.isSamePerson(reference, photo))) return 'good';
  return 'other-person';
}
