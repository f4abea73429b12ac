/**
 * What AWS asks for one recognition call (USD): Rekognition Image, groups 1 and 2, the first million calls of a month
 * in Singapore. From a public table of prices by Region, read in November 2026; AWS's own page renders by script and
 * counts the two groups apart (https://aws.amazon.com/rekognition/pricing/). Beyond a million a call costs less, so
 * an estimate by this price is rather too high. Taxes and what the rest of the zone costs are not in it.
 * The same price stands in zones/prices/ap-southeast-1.yaml, for `zone cost`; a test holds the two equal.
 */
export const recognitionPrice = { usdPerCall: 0.0013, asOf: '2026-11', region: 'ap-southeast-1' } as const;

/** USD for so many calls. */
export const usdOf = (calls: number): number => calls * recognitionPrice.usdPerCall;
