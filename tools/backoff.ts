/**
 * How long to wait after the n-th failure in a row (from 1): doubled each time up to `most`, and anything from half
 * to all of that, so that the cameras of a street do not come back in step. `random` gives 0–1.
 */
export function backoffMilliseconds(
  failureCount: number,
  random: () => number,
  { first = 1_000, most = 30_000 }: { readonly first?: number; readonly most?: number } = {},
): number {
  const longest = Math.min(most, first * 2 ** (failureCount - 1));
  return Math.round(longest * (0.5 + random() / 2));
}
