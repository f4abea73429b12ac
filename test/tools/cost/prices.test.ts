import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FileRefusedError } from '../../../lambdas/zone/read-zone-file.ts';
import {
  defaultPriceFile,
  type Price,
  parsePriceFile,
  readPriceFile,
  usdFor,
} from '../../../tools/cost/prices.ts';

const text = readFileSync(defaultPriceFile, 'utf8');
const price = (changes: Partial<Price>): Price => ({
  ...{ usd: 1, per: 1, unit: 'calls', source: 'https://example.com/', asOf: '2026-11', confirmed: false },
  ...changes,
});

function refusal(changed: string): string {
  try {
    parsePriceFile(changed, 'prices.yaml');
  } catch (error) {
    if (error instanceof FileRefusedError) return error.message;
    throw error;
  }
  return 'accepted';
}

describe('a price file', () => {
  it('is refused without a source, and the field is named', () => {
    const changed = text.replace(/(sqsRequests: .*)source: "[^"]+", /, '$1');

    expect(refusal(changed)).toMatch(/^prices\.yaml:\d+: prices\.sqsRequests\.source: is missing, must be/);
  });

  it.each([
    ['source', /(sqsRequests: .*source: )"[^"]+"/, '$1"the internet"', 'prices.sqsRequests.source'],
    ['date', /(sqsRequests: .*asOf: )[\d-]+/, '$1yesterday', 'prices.sqsRequests.asOf'],
    ['amount', /(sqsRequests: \{ usd: )[\d.]+/, '$1-1', 'prices.sqsRequests.usd'],
    ['rate of the baht', /rate: [\d.]+/, 'rate: 0', 'thbPerUsd.rate'],
    ['missing price', / {2}sqsRequests: .*\n/, '', 'prices.sqsRequests'],
    ['unknown price', / {2}sqsRequests:/, '  sqsRequest:', 'prices.sqsRequest'],
  ])('is refused for a wrong %s', (_, pattern, replacement, field) => {
    expect(refusal(text.replace(pattern, replacement))).toContain(`${field}: `);
  });

  it('says of each price whether AWS was seen to ask it', () => {
    const { prices } = readPriceFile();

    expect(Object.values(prices).filter(({ confirmed, note }) => !confirmed && note === undefined)).toEqual(
      [],
    );
  });

  it('never makes the parser throw anything but a refusal', () => {
    fc.assert(fc.property(fc.string(), (any) => refusal(any) !== 'accepted'));
  });
});

describe('usdFor', () => {
  it('asks each step its own price', () => {
    const stepped = price({
      usd: 3,
      above: [
        { units: 10, usd: 2 },
        { units: 20, usd: 1 },
      ],
    });

    expect([0, 10, 15, 20, 25].map((quantity) => usdFor(stepped, quantity))).toEqual([0, 30, 40, 50, 55]);
  });

  it('is the price by the unit where there are no steps', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e9 }), (quantity) => {
        expect(usdFor(price({ usd: 0.4, per: 1_000_000 }), quantity)).toBeCloseTo(quantity * 4e-7, 9);
      }),
    );
  });
});
