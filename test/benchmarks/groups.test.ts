import { expect, it } from 'vitest';
import { groupOutcomes } from '../../benchmarks/plates/groups.ts';
import { makeOutcome } from './make-outcome.ts';

it('groups by layout, light, angle to either side and width, in rising order', () => {
  const groups = groupOutcomes([
    makeOutcome({ traits: { layout: 'truck', light: 'night', angleDegrees: -40, plateWidthPixels: 160 } }),
    makeOutcome({ traits: { layout: 'car', angleDegrees: 3, plateWidthPixels: 30 } }),
    makeOutcome({ traits: { angleDegrees: 20, plateWidthPixels: 99 } }),
    makeOutcome(),
  ]);

  expect(groups.map(({ by, name, outcomes }) => `${by} ${name}: ${outcomes.length}`)).toEqual([
    'layout car: 1',
    'layout truck: 1',
    'light night: 1',
    'angle 0–15 degrees: 1',
    'angle 15–30 degrees: 1',
    'angle 30 degrees and more: 1',
    'width under 50 px: 1',
    'width 70–100 px: 1',
    'width 150 px and more: 1',
  ]);
});
