import type { FaceCandidate } from './face-search.ts';

/**
 * The candidates that two pictures of one person agree on, each with its similarity in the better picture (the
 * first): a stranger who looks like someone in one frame rarely does in the next.
 */
export function agree(
  first: readonly FaceCandidate[],
  second: readonly FaceCandidate[],
): readonly FaceCandidate[] {
  const confirmed = new Set(second.map(({ entryId }) => entryId));
  return first.filter(({ entryId }) => confirmed.has(entryId));
}
