import { fileURLToPath } from 'node:url';
import type { Baseline } from '../plates/baseline.ts';
import { measureBoxPasses } from './measure-box-passes.ts';

export const baselineFile = fileURLToPath(new URL('../cameras-baseline.json', import.meta.url));

/** The streets that CI plays: some of each kind, and the hour beside a parked car. */
const sample = { seed: 20262, streets: 3, episodes: 25, hasParking: true };

/** Of each kind of street the passes that were counted once, and those that were not doubled, out of all. */
export async function measurePassSample(): Promise<Baseline> {
  const counts: Record<string, { readonly part: number; readonly whole: number }> = {};
  for (const { street, counts: situations } of await measureBoxPasses(sample)) {
    const all = situations.at(-1);
    if (all === undefined) continue;
    counts[`${street}: counted once`] = { part: all.once, whole: all.passes };
    counts[`${street}: not doubled`] = { part: all.passes - all.doubled, whole: all.passes };
    const parked = situations.find(({ situation }) => situation === 'a car parked for an hour');
    if (parked)
      counts['a car parked for an hour: counted once'] = { part: parked.once, whole: parked.passes };
  }
  return counts;
}
