import type { FaceCollection, PhotoVerdict } from '../../lambdas/watchlist/face-collection.ts';
import { parseFaceUserId } from '../../lambdas/zone/face-users.ts';

export interface MemoryFaceCollection extends FaceCollection {
  /** How many photos each user has. */
  readonly people: ReadonlyMap<string, number>;
}

/** Judges every photo by `judge`. */
export function memoryFaceCollection(
  judge: (photo: Uint8Array) => PhotoVerdict = () => 'enrolled',
): MemoryFaceCollection {
  const people = new Map<string, number>();
  const addPhotos = async (userId: string, photos: readonly Uint8Array[]) => {
    const verdicts = photos.map(judge);
    const good = verdicts.filter((verdict) => verdict === 'enrolled').length;
    if (good > 0) people.set(userId, (people.get(userId) ?? 0) + good);
    return verdicts;
  };
  return {
    people,
    addPhotos,
    addLargestFace: async (userId, picture) => (await addPhotos(userId, [picture]))[0] ?? 'no-face',
    removePerson: async (personId) => {
      for (const userId of [...people.keys()]) {
        if (parseFaceUserId(userId).entryId === personId) people.delete(userId);
      }
    },
    removeUser: async (userId) => void people.delete(userId),
    listUsers: async () => [...people.keys()],
  };
}
