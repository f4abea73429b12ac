import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { recognitionPrice } from '../../../lambdas/console/prices.ts';
import { parseZoneFile } from '../../../lambdas/zone/read-zone-file.ts';
import type { ZoneFile } from '../../../lambdas/zone/zone-file.ts';
import { assume } from '../../../tools/cost/assumptions.ts';
import { tracesOf, watcherGigabytes } from '../../../tools/cost/camera-lines.ts';
import { estimate } from '../../../tools/cost/estimate.ts';
import { readPriceFile } from '../../../tools/cost/prices.ts';
import { scaleZone } from '../../../tools/cost/scale-zone.ts';
import { monthSeconds, usageOf } from '../../../tools/cost/usage.ts';

const file = 'zones/twenty-cameras.yaml';
const town = parseZoneFile(readFileSync(file, 'utf8'), file);
const prices = readPriceFile();
const a = assume();
const usdOf = (zone: ZoneFile) => estimate({ zone, prices }).usd;

/** All cameras alike, so that a formula fits on a line. */
const alike = (framesPerSecond: number, slotSeconds = 10): ZoneFile => ({
  ...town,
  zone: { ...town.zone, slotSeconds, sampling: { framesPerSecond } },
  cameras: town.cameras.map(({ sampling: _, ...camera }) => ({ ...camera, watches: ['faces'] })),
});

const slots = [5, 6, 10, 12, 15, 20, 30, 60];

describe('estimate', () => {
  it('changes with the sampling interval as the formula says', () => {
    const share = a.movingShare * a.movingMillisecondsFaces + (1 - a.movingShare) * a.stillMilliseconds;
    const usdPerFrame =
      prices.prices.kinesisVideoImages.usd / 1e6 +
      (share / 1000) * watcherGigabytes * prices.prices.lambdaX86Compute.usd;

    fc.assert(
      fc.property(
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        fc.double({ min: 0.2, max: 5, noNaN: true }),
        (one, other) => {
          const formula = (other - one) * monthSeconds * town.cameras.length * usdPerFrame;
          expect(usdOf(alike(other)) - usdOf(alike(one))).toBeCloseTo(formula, 6);
        },
      ),
    );
  });

  it('changes with the slot as the formula says', () => {
    const {
      lambdaX86Compute,
      lambdaRequests,
      sqsRequests,
      dynamoWrites,
      dynamoReads,
      cloudWatchLogs,
      xrayTraces,
    } = prices.prices;
    const usdOfWindows = (windows: number) =>
      windows *
        (((a.imagesWaitMilliseconds + a.storeMilliseconds) / 1000) * watcherGigabytes * lambdaX86Compute.usd +
          lambdaRequests.usd / 1e6 +
          (2.1 * sqsRequests.usd) / 1e6 +
          (2 * a.cursorKilobytes * dynamoWrites.usd) / 1e6 +
          dynamoReads.usd / 1e6 +
          (a.logKilobytesPerWindow / 1e6) * cloudWatchLogs.usd) +
      (tracesOf(windows) * xrayTraces.usd) / 1e6;
    const windowsAt = (slotSeconds: number) => (town.cameras.length * monthSeconds) / slotSeconds;

    fc.assert(
      fc.property(fc.constantFrom(...slots), fc.constantFrom(...slots), (one, other) => {
        const formula = usdOfWindows(windowsAt(other)) - usdOfWindows(windowsAt(one));
        expect(usdOf(alike(2, other)) - usdOf(alike(2, one))).toBeCloseTo(formula, 6);
      }),
    );
  });

  it('is the sum of its lines, and of its services', () => {
    const { usd, lines, services, thb } = estimate({ zone: town, prices });

    expect(lines.reduce((sum, line) => sum + line.usd, 0)).toBeCloseTo(usd, 9);
    expect(services.reduce((sum, service) => sum + service.usd, 0)).toBeCloseTo(usd, 9);
    expect(thb).toBeCloseTo(usd * prices.thbPerUsd.rate, 9);
  });

  it('never pays for more calls than the governor lets through', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.integer({ min: 0, max: 20_000 }),
        (passesPerDay, paidCallsPerDay) => {
          const zone = { ...town, zone: { ...town.zone, budget: { ...town.zone.budget, paidCallsPerDay } } };
          const { searches, analyses } = usageOf(zone, assume({ passesPerDay }));
          expect(searches + analyses).toBeLessThanOrEqual(paidCallsPerDay * 30 * (1 + 1e-9));
        },
      ),
    );
  });

  it('asks for a camera of high priority up to a fifth beyond the budget', () => {
    const [first, ...others] = town.cameras;
    const cameras = first === undefined ? [] : [{ ...first, priority: 'high' as const }, ...others];
    const { searches, analyses } = usageOf({ ...town, cameras }, assume({ passesPerDay: 100_000 }));

    expect(searches + analyses).toBeCloseTo(10_000 * 1.2 * 30, 6);
  });

  it('takes the zone file’s own passes a day, and before them those that are asked for', () => {
    const zone = { ...town, zone: { ...town.zone, budget: { ...town.zone.budget, passesPerDay: 50 } } };

    expect(estimate({ zone, prices }).use.facePasses).toBe(15 * 50 * 30);
    expect(estimate({ zone, prices, assumptions: { passesPerDay: 7 } }).use.facePasses).toBe(15 * 7 * 30);
  });

  it('costs nothing by the camera where there is none', () => {
    const { usd, usdPerCamera } = estimate({ zone: { ...town, cameras: [], poles: [] }, prices });

    expect(usdPerCamera).toBeUndefined();
    expect(usd).toBeGreaterThan(0);
  });

  it('grows with the number of cameras', () => {
    const sizes = [10, 100, 1_000].map((cameras) => usdOf(scaleZone(town, { cameras })));

    expect(sizes).toEqual(sizes.toSorted((one, other) => one - other));
  });

  it('asks what the control room’s cost widget asks for a call', () => {
    expect(prices.prices.rekognitionSearches.usd).toBe(recognitionPrice.usdPerCall);
    expect(prices.prices.rekognitionSearches.asOf).toBe(recognitionPrice.asOf);
    expect(prices.region).toBe(recognitionPrice.region);
  });
});
