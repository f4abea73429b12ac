import type { TruePass } from './busy-street.ts';

/** A pass that the camera told, and which true passes its shots show; null: nothing was there. */
export interface ToldPass {
  readonly passId: string;
  readonly shows: readonly (string | null)[];
}

export interface PassScore {
  readonly truePasses: number;
  readonly countedOnce: number;
  readonly doubled: number;
  readonly missed: number;
  /** Told passes that show nothing, or what need not be counted. */
  readonly extra: number;
  /** Told passes whose shots show more than one. */
  readonly mixed: number;
  /** The passes that were not counted once, with how often they were. */
  readonly wrong: readonly { readonly pass: TruePass; readonly count: number }[];
}

/** How often each true pass was counted: a told pass counts for the one that most of its shots show. */
export function scorePasses(passes: readonly TruePass[], told: readonly ToldPass[]): PassScore {
  const counts = new Map(passes.map(({ id }) => [id, 0]));
  let [extra, mixed] = [0, 0];
  for (const { shows } of told) {
    const id = mostOf(shows);
    const count = id === null ? undefined : counts.get(id);
    if (id === null || count === undefined) extra++;
    else counts.set(id, count + 1);
    if (new Set(shows).size > 1) mixed++;
  }
  const counted = passes.map((pass) => ({ pass, count: counts.get(pass.id) ?? 0 }));
  return {
    truePasses: passes.length,
    countedOnce: counted.filter(({ count }) => count === 1).length,
    doubled: counted.filter(({ count }) => count > 1).length,
    missed: counted.filter(({ count }) => count === 0).length,
    extra,
    mixed,
    wrong: counted.filter(({ count }) => count !== 1),
  };
}

function mostOf(shows: readonly (string | null)[]): string | null {
  const groups = [...Map.groupBy(shows, (id) => id).values()];
  return groups.toSorted((a, b) => b.length - a.length)[0]?.[0] ?? null;
}
