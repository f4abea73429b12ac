/** Small pictures (crops) that wait to be searched or explain a sighting. Keys begin with a prefix of zone/names.ts. */
export interface PictureStore {
  /** Writes or overwrites. */
  put(key: string, jpeg: Uint8Array): Promise<void>;
  /** `undefined`: there is none under the key (any more). */
  get(key: string): Promise<Uint8Array | undefined>;
  /** Deletes what is there; keys without a picture are no error. */
  delete(keys: readonly string[]): Promise<void>;
}
