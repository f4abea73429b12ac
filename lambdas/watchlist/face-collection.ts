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

/** The faces of the persons on the watchlist. Holds vectors, never pictures. */
export interface FaceCollection {
  /**
   * Adds the face of each photo (JPEG or PNG, at most 5 MB) to the person, who is created if new. The same photo
   * again adds nothing. A photo with a verdict other than `enrolled` leaves no trace.
   */
  addPhotos(personId: string, photos: readonly Uint8Array[]): Promise<readonly PhotoVerdict[]>;
  /** Deletes the person and every vector of theirs; one who is not there is no error. */
  removePerson(personId: string): Promise<void>;
}
