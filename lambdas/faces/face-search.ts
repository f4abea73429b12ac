/** Someone on the watchlist whom a face may be. */
export interface FaceCandidate {
  /** The person's id on the watchlist. */
  readonly entryId: string;
  readonly similarityPercent: number;
}

/** `unusable`: no face is found in the crop, or one too bad to be compared. */
export type FaceSearchOutcome =
  | { readonly kind: 'searched'; readonly candidates: readonly FaceCandidate[] }
  | { readonly kind: 'unusable'; readonly reason: string };

/** Looks for a face among the persons of the watchlist; keeps nothing of it. */
export interface FaceSearch {
  /** Candidates of at least `minSimilarityPercent`, the most similar first. Throws when the service is busy. */
  search(jpeg: Uint8Array, minSimilarityPercent: number): Promise<FaceSearchOutcome>;
}
