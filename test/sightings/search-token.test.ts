import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatPosition, parsePosition, SearchTokenError } from '../../lambdas/sightings/search-token.ts';

describe('a search token', () => {
  it('gives the place back that it was made of, in signs that need no quotes', () => {
    const place = fc.record({
      lastSeenAt: fc.integer({ min: 0, max: 9e14 }),
      sightingId: fc.string({ minLength: 1, unit: 'grapheme' }),
    });
    fc.assert(
      fc.property(place, (position) => {
        const token = formatPosition(position);

        expect(token).toMatch(/^[\w-]+$/);
        expect(parsePosition(token)).toEqual(position);
      }),
    );
  });

  it('is refused in plain words when it is anything else', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(() => parsePosition(text)).toThrow(SearchTokenError);
      }),
    );
  });
});
