/** Faces of people whom nobody looks for (docs/adr/0015). Holds vectors, never pictures. */
export interface StrangerFaces {
  /**
   * Ids of those whose face is at least so similar to the largest one of the JPEG, the most similar first; empty also
   * where no face is good enough. Throws SearchBusyError.
   */
  search(jpeg: Uint8Array, minSimilarityPercent: number): Promise<readonly string[]>;
  /**
   * Keeps the vector of the largest face under the id; the same again adds nothing. `refused`: it is too bad to be
   * compared. Throws SearchBusyError.
   */
  remember(strangerId: string, jpeg: Uint8Array): Promise<'kept' | 'refused'>;
}

/** Takes strangers' faces out again. */
export interface StrangerRemoval {
  /** Deletes every vector whose stranger's id says so; how many there were. */
  removeWhere(isOver: (strangerId: string) => boolean): Promise<number>;
}
