/** Someone on the watchlist whom a face may be. */
export interface FaceCandidate {
  /** The person's id on the watchlist. */
  readonly entryId: string;
  readonly similarityPercent: number;
}

/** A user of the face collection (lambdas/zone/face-users.ts): a person, or a correction of one. */
export interface SimilarUser {
  readonly userId: string;
  readonly similarityPercent: number;
}

/** `unusable`: no face is found in the crop, or one too bad to be compared. */
export type FaceSearchOutcome =
  | { readonly kind: 'searched'; readonly users: readonly SimilarUser[] }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Looks for a face among the persons of the watchlist; keeps nothing of it. */
export interface FaceSearch {
  /** Users of at least `minSimilarityPercent`, the most similar first. Throws SearchBusyError. */
  search(jpeg: Uint8Array, minSimilarityPercent: number): Promise<FaceSearchOutcome>;
}

/** The search service refused the call for its load or failed by itself; the same call may be made later. */
export class SearchBusyError extends Error {
  override readonly name = 'SearchBusyError';
}
