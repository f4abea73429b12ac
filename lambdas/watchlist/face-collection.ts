/** What became of one photo of a person. */
export type PhotoVerdict =
  | 'enrolled'
  | 'no-face'
  | 'two-faces'
  | 'too-small'
  | 'blurred'
  | 'too-dark'
  | 'turned-away'
  | 'other-person'
  | 'unreadable';

/**
 * The faces of the persons on the watchlist, and of the corrections beside them. Holds vectors, never pictures. The id
 * of a user is a person's entry id or a correction's (lambdas/zone/face-users.ts).
 */
export interface FaceCollection {
  /**
   * Adds the face of each photo (JPEG or PNG, at most 5 MB) to the user, which is created if new. The same photo
   * again adds nothing. A photo with a verdict other than `enrolled` leaves no trace.
   */
  addPhotos(userId: string, photos: readonly Uint8Array[]): Promise<readonly PhotoVerdict[]>;
  /** Adds the largest face of a picture, as the search takes it, to the user, which is created if new. */
  addLargestFace(userId: string, picture: Uint8Array): Promise<PhotoVerdict>;
  /** Deletes the person, every correction of theirs, and all their vectors; one who is not there is no error. */
  removePerson(personId: string): Promise<void>;
  /** Deletes one user and its vectors; one that is not there is no error. */
  removeUser(userId: string): Promise<void>;
  /** Every user, and every one whose vectors are still there. */
  listUsers(): Promise<readonly string[]>;
}
