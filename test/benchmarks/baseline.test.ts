import { describe, expect, it } from 'vitest';
import { countsOf, findDrops } from '../../benchmarks/plates/baseline.ts';
import { makeOutcome } from './make-outcome.ts';

const baseline = { 'real: exact plate': { part: 279, whole: 285 } };
const now = (part: number) => ({ 'real: exact plate': { part, whole: 285 } });

describe('findDrops', () => {
  it('names the share that fell, with both values', () => {
    expect(findDrops(baseline, now(264))).toEqual([
      'real: exact plate fell from 97.9 % to 92.6 % (264 of 285)',
    ]);
  });

  it.each([279, 285, 275])('passes %i right ones: as good, better, or within chance', (part) => {
    expect(findDrops(baseline, now(part))).toEqual([]);
  });

  it('passes over what one of the two has not measured', () => {
    expect(findDrops(baseline, { 'generated: exact plate': { part: 0, whole: 150 } })).toEqual([]);
  });
});

it('counts exact plates and provinces of all sets of one origin together', () => {
  const set = { name: 'cars', origin: 'generated' as const, way: 'crop' as const };
  const sets = [
    { set, outcomes: [makeOutcome(), makeOutcome({ read: null })] },
    { set: { ...set, name: 'trucks' }, outcomes: [makeOutcome({ read: { province: 'เลย' } })] },
  ];

  expect(countsOf(sets)).toEqual({
    'generated: exact plate': { part: 2, whole: 3 },
    'generated: province': { part: 1, whole: 3 },
  });
});
