/** Fewer people than this are not told of: somebody who knows them could tell who said what. */
export const leastShown = 5;

/**
 * Which counts are not to be shown. Of options that exclude each other a second one is hidden too, where one alone could
 * be worked out as what is missing of all; of others, one that nearly everybody gave, as it tells of those who did not.
 */
export function hiddenCells(counts: readonly number[], total: number, isOneOf: boolean): readonly boolean[] {
  const isSmall = (count: number) => count > 0 && count < leastShown;
  const hidden = counts.map((count) => isSmall(count) || (!isOneOf && isSmall(total - count)));
  if (!isOneOf || hidden.filter(Boolean).length !== 1) return hidden;
  const others = counts.filter((count, i) => count > 0 && !hidden[i]);
  const next = counts.findIndex((count, i) => !hidden[i] && count === Math.min(...others));
  return hidden.map((isHidden, i) => isHidden || i === next);
}
