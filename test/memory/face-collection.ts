import type { FaceCollection, PhotoVerdict } from '../../lambdas/watchlist/face-collection.ts';

export interface MemoryFaceCollection extends FaceCollection {
  /** How many photos each person has. */
  readonly people: ReadonlyMap<string, number>;
}

/** Judges every photo by `judge`. */
export function memoryFaceCollection(
  judge: (photo: Uint8Array) => PhotoVerdict = () => 'enrolled',
): MemoryFaceCollection {
  const people = new Map<string, number>();
  return {
    people,
    addPhotos: async (personId, photos) => {
      const verdicts = photos.map(judge);
      const good = verdicts.filter((verdict) => verdict === 'enrolled').length;
      if (good > 0) people.set(personId, (people.get(personId) ?? 0) + good);
      return verdicts;
    },
    removePerson: async (personId) => void people.delete(personId),
  };
}
