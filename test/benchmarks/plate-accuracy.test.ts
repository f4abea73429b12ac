import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { type Baseline, findDrops } from '../../benchmarks/plates/baseline.ts';
import { baselineFile, measureSample } from '../../benchmarks/plates/check-sample.ts';
import { openReader } from '../../benchmarks/plates/open-reader.ts';

// Generated plates everywhere, real ones too where they lie beside the checkout. The same models on the same pictures
// give the same counts: only a change of models or code moves them, and only more than chance explains fails.
it('reads plates no worse than the models that were accepted last', async () => {
  const baseline: Baseline = JSON.parse(readFileSync(baselineFile, 'utf8'));

  const now = await measureSample(await openReader());

  expect(findDrops(baseline, now)).toEqual([]);
  expect(Object.keys(now)).toEqual(expect.arrayContaining(['generated: exact plate', 'generated: province']));
});
