import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { baselineFile, measurePassSample } from '../../benchmarks/cameras/check-passes.ts';
import { type Baseline, findDrops } from '../../benchmarks/plates/baseline.ts';

// Generated streets with known truth and no pictures: the same rules on the same streets give the same counts.
it('counts passes no worse than when that was accepted last, and within the goals', async () => {
  const baseline: Baseline = JSON.parse(readFileSync(baselineFile, 'utf8'));

  const now = await measurePassSample();

  expect(findDrops(baseline, now)).toEqual([]);
  expect(Object.keys(now).toSorted()).toEqual(Object.keys(baseline).toSorted());
  for (const [name, { part, whole }] of Object.entries(now))
    expect(part / whole, name).toBeGreaterThanOrEqual(name.endsWith('not doubled') ? 0.98 : 0.95);
});
