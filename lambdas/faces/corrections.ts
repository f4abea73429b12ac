import { parseFaceUserId } from '../zone/face-users.ts';
import type { FaceCandidate, SimilarUser } from './face-search.ts';

export interface JudgedShot {
  /** The most similar first. */
  readonly candidates: readonly FaceCandidate[];
  /** Persons whom an operator's "not this person" ruled out in this shot. */
  readonly corrected: readonly string[];
}

/** More people than this who all look alike help no operator. */
const maxCandidates = 5;

/**
 * The persons whom one shot may show. A correction at least as similar as its own person rules that person out; it
 * says nothing about others, and is never a person itself.
 */
export function judgeShot(users: readonly SimilarUser[]): JudgedShot {
  const candidates: FaceCandidate[] = [];
  const mistakes = new Map<string, number>();
  for (const { userId, similarityPercent } of users) {
    const user = parseFaceUserId(userId);
    if (user.kind === 'person') candidates.push({ entryId: user.entryId, similarityPercent });
    else mistakes.set(user.entryId, Math.max(similarityPercent, mistakes.get(user.entryId) ?? 0));
  }
  const isMistake = ({ entryId, similarityPercent }: FaceCandidate) =>
    (mistakes.get(entryId) ?? -1) >= similarityPercent;
  return {
    candidates: candidates.filter((each) => !isMistake(each)).slice(0, maxCandidates),
    corrected: candidates.filter(isMistake).map(({ entryId }) => entryId),
  };
}
