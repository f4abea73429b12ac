import type { PhotoFace } from './photo-quality.ts';

/** Looks at photos (JPEG or PNG, at most 5 MB) and keeps nothing of them. */
export interface PhotoChecker {
  /** Every face, the largest first. `unreadable`: no such picture. */
  findFaces(photo: Uint8Array): Promise<readonly PhotoFace[] | 'unreadable'>;
  /** Whether the one face of each photo belongs to one person. */
  isSamePerson(reference: Uint8Array, photo: Uint8Array): Promise<boolean>;
}
