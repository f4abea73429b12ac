/** The true passes of some streets, and of those that were not told once how often they were, by their ids. */
export interface StreetPasses {
  readonly passes: number;
  readonly told: Readonly<Record<string, number>>;
}

/** What was accepted last, by kind of street. */
export type PassesBaseline = Readonly<Record<string, StreetPasses>>;

/** A change that makes nothing worse on the whole looks as bad by chance less often than this. */
const leastChance = 0.07;

/**
 * One sentence for each kind of street on which more passes went wrong than right that had not before, by more than
 * chance explains. Streets and rules are the same each time, so pass is compared with pass: what no change touched
 * says nothing, and four that went wrong while none was mended are enough, however many there are.
 */
export function findLosses(accepted: PassesBaseline, now: PassesBaseline): readonly string[] {
  return Object.entries(now).flatMap(([street, after]) => {
    const before = accepted[street];
    if (before?.passes !== after.passes)
      return [`${street}: not the streets that were accepted; accept these with --write-baseline`];
    return [
      ...losses(`${street}: no longer counted once`, idsOf(before, isWrong), idsOf(after, isWrong)),
      ...losses(`${street}: doubled`, idsOf(before, isDoubled), idsOf(after, isDoubled)),
    ];
  });
}

const isWrong = (count: number) => count !== 1;
const isDoubled = (count: number) => count > 1;

function idsOf({ told }: StreetPasses, is: (count: number) => boolean): ReadonlySet<string> {
  return new Set(Object.entries(told).flatMap(([id, count]) => (is(count) ? id : [])));
}

function losses(what: string, before: ReadonlySet<string>, after: ReadonlySet<string>): readonly string[] {
  const lost = [...after].filter((id) => !before.has(id));
  const mended = [...before].filter((id) => !after.has(id));
  if (chanceOf(lost.length, lost.length + mended.length) >= leastChance) return [];
  return [`${what}: ${lost.join(', ')}; mended: ${mended.length}`];
}

/** That of so many changes so many or more are for the worse where either way is as likely (sign test). */
export function chanceOf(worse: number, changes: number): number {
  let [ways, sum] = [1, 0];
  for (let count = 0; count <= changes; count++) {
    if (count >= worse) sum += ways;
    ways = (ways * (changes - count)) / (count + 1);
  }
  return sum / 2 ** changes;
}

/** Shares of true passes that were counted once, and more than once. */
export function sharesOf({ passes, told }: StreetPasses): {
  readonly once: number;
  readonly doubled: number;
} {
  const counts = Object.values(told);
  return { once: 1 - counts.length / passes, doubled: counts.filter(isDoubled).length / passes };
}
