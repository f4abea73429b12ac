import { cosine, similarityPercent } from '../face-engine.ts';
import { type Collection, ownerOf, statusOf, userVector } from './collection.ts';
import { faceSummary } from './face-detail.ts';

interface MatchLimits {
  /** 0–100. */
  readonly threshold: number;
  readonly max: number;
}

/** The collection's faces at least as similar as the threshold, the most similar first. */
export function matchingFaces(
  collection: Collection,
  vector: Float32Array,
  limits: MatchLimits,
  exceptFaceId?: string,
) {
  const candidates = [...collection.faces.values()]
    .filter((face) => face.faceId !== exceptFaceId)
    .map((face) => ({
      Similarity: similarityPercent(cosine(vector, face.vector)),
      Face: faceSummary(face, ownerOf(collection, face.faceId)?.userId),
    }));
  return best(candidates, limits);
}

/** The collection's users at least as similar as the threshold, the most similar first. */
export function matchingUsers(
  collection: Collection,
  vector: Float32Array,
  limits: MatchLimits,
  exceptUserId?: string,
) {
  const candidates = [...collection.users.values()].flatMap((user) => {
    const known = user.userId === exceptUserId ? undefined : userVector(collection, user);
    if (!known) return [];
    const Similarity = similarityPercent(cosine(vector, known));
    return [{ Similarity, User: { UserId: user.userId, UserStatus: statusOf(user) } }];
  });
  return best(candidates, limits);
}

function best<T extends { readonly Similarity: number }>(
  candidates: readonly T[],
  limits: MatchLimits,
): readonly T[] {
  return candidates
    .filter(({ Similarity }) => Similarity >= limits.threshold)
    .sort((a, b) => b.Similarity - a.Similarity)
    .slice(0, limits.max);
}
