import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AgencyUnknownError, namedAgencies } from '../../lambdas/watchlist/named-agencies.ts';

const known = ['police', 'hospital', 'ตำรวจท่องเที่ยว'];

describe('agencies in a text', () => {
  it.each([
    ['police', ['police']],
    [' police ,hospital, police,', ['police', 'hospital']],
    ['ตำรวจท่องเที่ยว', ['ตำรวจท่องเที่ยว']],
    ['', undefined],
    [' , ', undefined],
  ])('%j are %j', (text, expected) => {
    expect(namedAgencies(text, known)).toEqual(expected);
  });

  it('are refused by name where the recipients have no such agency', () => {
    expect(() => namedAgencies('police, navy', known)).toThrow(
      '"navy" is no agency of the recipients: police, hospital',
    );
  });

  it('never fail otherwise', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(namedAgencies(text, known)?.every((name) => known.includes(name)) ?? true).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(AgencyUnknownError);
        }
      }),
    );
  });
});
