import { type Count, isRealDrop, shareOf } from './intervals.ts';
import type { ReadSet } from './report.ts';
import { scoreOutcomes } from './score.ts';

/** What the last accepted models did on the sample that CI reads: right ones out of all, by name. */
export type Baseline = Readonly<Record<string, Count>>;

/** The counts that are held: exact plates and provinces, of the real and of all generated pictures together. */
export function countsOf(sets: readonly ReadSet[]): Baseline {
  const counts: Record<string, Count> = {};
  for (const [origin, members] of Map.groupBy(sets, ({ set }) => set.origin)) {
    const { exact, province } = scoreOutcomes(members.flatMap(({ outcomes }) => outcomes));
    if (exact.whole > 0) counts[`${origin}: exact plate`] = { part: exact.part, whole: exact.whole };
    if (province.whole > 0) counts[`${origin}: province`] = { part: province.part, whole: province.whole };
  }
  return counts;
}

/** One sentence for each share that fell by more than chance explains; names only one side has are passed over. */
export function findDrops(baseline: Baseline, now: Baseline): readonly string[] {
  return Object.entries(now).flatMap(([name, after]) => {
    const before = baseline[name];
    if (before === undefined || !isRealDrop(before, after)) return [];
    const percent = (count: Count) => `${(shareOf(count).value * 100).toFixed(1)} %`;
    return [`${name} fell from ${percent(before)} to ${percent(after)} (${after.part} of ${after.whole})`];
  });
}
