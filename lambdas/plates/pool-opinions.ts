/** What one frame says: how likely each text is, by name; what is missing to 1 is something else. */
export interface Opinion {
  /** How much it counts, 0–1. */
  readonly weight: number;
  readonly shares: ReadonlyMap<string, number>;
}

/**
 * Frames of one pass share their light, angle and dirt: together they count as so many independent ones at most.
 * With 2 the result is too timid, with 4 too sure of what every frame misreads (1,500 simulated passes).
 */
const mostIndependent = 3;
/** No frame is so sure that it could overrule all others: it may show another car. */
const leastShare = 0.01;

/**
 * How likely each text is after all opinions, the likeliest first; the rest to 1 is none of them. Opinions are
 * multiplied, so what all of them think possible beats what one of them is sure of.
 */
export function poolOpinions(opinions: readonly Opinion[]): ReadonlyMap<string, number> {
  const total = opinions.reduce((sum, { weight }) => sum + weight, 0);
  const scale = total > mostIndependent ? mostIndependent / total : 1;
  const supports = new Map<string, number>();
  for (const name of new Set(opinions.flatMap(({ shares }) => [...shares.keys()])))
    supports.set(
      name,
      support(opinions, scale, (opinion) => shareOf(opinion, name)),
    );
  const elsewhere = support(opinions, scale, restOf);
  const all = elsewhere + [...supports.values()].reduce((sum, each) => sum + each, 0);
  const pooled = [...supports].map(([name, each]) => [name, each / all] as const);
  return new Map(pooled.toSorted(([a, p], [b, q]) => q - p || (a < b ? -1 : 1)));
}

function support(opinions: readonly Opinion[], scale: number, shareIn: (opinion: Opinion) => number): number {
  return Math.exp(
    opinions.reduce((sum, opinion) => sum + scale * opinion.weight * Math.log(shareIn(opinion)), 0),
  );
}

/** What a frame does not name is less likely to it than the least likely that it names. */
function shareOf(opinion: Opinion, name: string): number {
  const { shares } = opinion;
  const unnamed = shares.size === 0 ? 0 : Math.min(restOf(opinion), ...shares.values()) / 2;
  return Math.max(leastShare, shares.get(name) ?? unnamed);
}

function restOf({ shares }: Opinion): number {
  return Math.max(leastShare, 1 - [...shares.values()].reduce((sum, each) => sum + each, 0));
}
