import { fileURLToPath } from 'node:url';
import { type BoxStreets, watchBoxStreets } from './measure-box-passes.ts';
import type { PassesBaseline, StreetPasses } from './passes-baseline.ts';

export const baselineFile = fileURLToPath(new URL('../cameras-baseline.json', import.meta.url));

/** The streets that CI plays: some of each kind, and the hour beside a parked car. */
const sample = { seed: 20262, streets: 6, episodes: 25, hasParking: true };

/** Of each kind of street how many true passes it has, and which of them were not counted once. */
export async function measurePassSample(): Promise<PassesBaseline> {
  const streets = await watchBoxStreets(sample);
  return Object.fromEntries(streets.map((street) => [street.street, passesOf(street)]));
}

function passesOf({ scored }: BoxStreets): StreetPasses {
  const wrong = scored.flatMap(({ score }) =>
    score.wrong.map(({ pass, count }) => [pass.id, count] as const),
  );
  const passes = scored.reduce((sum, { street }) => sum + street.passes.length, 0);
  return { passes, told: Object.fromEntries(wrong) };
}
