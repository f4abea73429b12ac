import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { alignSigns, editDistance } from '../../benchmarks/plates/align-signs.ts';

const signs = fc.string({ unit: fc.constantFrom('ก', 'ข', '1'), maxLength: 8 });

describe('alignSigns', () => {
  it('finds a sign that was passed over without shifting the others', () => {
    expect(alignSigns('กข123', 'กข13').filter(({ truth, read }) => truth !== read)).toEqual([
      { truth: '2', read: '' },
    ]);
  });

  it('holds both plates in full, with as many differences as the edit distance', () => {
    fc.assert(
      fc.property(signs, signs, (truth, read) => {
        const pairs = alignSigns(truth, read);

        expect(pairs.map((pair) => pair.truth).join('')).toBe(truth);
        expect(pairs.map((pair) => pair.read).join('')).toBe(read);
        expect(pairs.filter((pair) => pair.truth !== pair.read)).toHaveLength(editDistance(truth, read));
      }),
    );
  });
});

describe('editDistance', () => {
  it.each([
    ['', '', 0],
    ['กข123', 'กข123', 0],
    ['กข123', 'ขก123', 2],
    ['กข123', 'กข1123', 1],
    ['กข123', '', 5],
  ])('from %s to %s is %i', (from, to, distance) => {
    expect(editDistance(from, to)).toBe(distance);
  });
});
