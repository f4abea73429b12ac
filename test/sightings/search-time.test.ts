import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseTime, rangeOf, SearchTimeError } from '../../lambdas/sightings/search-time.ts';
import { formatTime } from '../../tools/plate-search-words.ts';

const now = Date.parse('2026-11-23T03:00:00Z');

describe('parseTime', () => {
  it.each([
    ['2026-11-23', 'start', '2026-11-23T00:00:00+07:00'],
    ['2026-11-23', 'end', '2026-11-23T23:59:59.999+07:00'],
    ['2026-11-23T08:30', 'end', '2026-11-23T08:30:00+07:00'],
    ['2026-11-23T08:30:15Z', 'start', '2026-11-23T08:30:15Z'],
    ['2026-11-23T08:30:15-05:00', 'start', '2026-11-23T08:30:15-05:00'],
  ] as const)('reads %s as the %s of %s', (text, edge, time) => {
    expect(parseTime(text, edge)).toBe(Date.parse(time));
  });

  it.each([
    '',
    'today',
    '2026',
    '2026-13-01',
    '2026-02-30',
    '2026-11-23 08:30',
    '23/11/2026',
    '2026-11-23T25:00',
  ])('refuses "%s"', (text) => {
    expect(() => parseTime(text, 'start')).toThrow(SearchTimeError);
  });

  it('reads what formatTime shows', () => {
    expect(parseTime(formatTime(now).replace(' ', 'T'), 'start')).toBe(now);
  });

  it('gives a time or refuses, whatever the text', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        try {
          expect(Number.isFinite(parseTime(text, 'end'))).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SearchTimeError);
        }
      }),
    );
  });
});

describe('rangeOf', () => {
  it('is the last days where nothing was asked for', () => {
    expect(rangeOf({}, 30, now)).toEqual({ from: now - 30 * 86_400_000, to: now });
  });

  it('refuses an end before its start', () => {
    expect(() => rangeOf({ from: now, to: now - 1 }, 30, now)).toThrow(SearchTimeError);
  });
});
