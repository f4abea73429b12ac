import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Thing } from '../memory/street.ts';
import { makeWatch, secondsIn, slot, start } from './make-watch.ts';

interface Visitor {
  readonly kind: Thing['kind'];
  readonly lane: number;
  readonly from: number;
  readonly seconds: number;
}

/** Plates that no misreading turns into each other. */
const names = ['11', '2345', '678'];
/** Nobody watches from second 10 on; the first slot after that ends here, and its window begins ten seconds before. */
const outageEnd = 200;
const cut = outageEnd - 10;

const visitor = fc.record<Visitor>({
  kind: fc.constantFrom('face', 'plate'),
  lane: fc.nat({ max: 2 }),
  from: fc.nat({ max: 215 }),
  seconds: fc.integer({ min: 2, max: 8 }),
});
/** One visitor per lane, so that who is who is beyond doubt. */
const visitors = fc.uniqueArray(visitor, { maxLength: 3, selector: ({ lane }) => lane });

/** Seconds before and after a visitor in which there is video; the rest is not there, which costs no time. */
const margin = 6;

function thingsOf(list: readonly Visitor[]) {
  const isSilent = (second: number) =>
    list.every(({ from, seconds }) => second < from - margin || second > from + seconds + margin);
  return (takenAt: number): readonly Thing[] | undefined => {
    if (isSilent(secondsIn(takenAt))) return undefined;
    return list.flatMap(({ kind, lane, from, seconds }) => {
      const since = secondsIn(takenAt) - from;
      if (since < 0 || since >= seconds) return [];
      const box = { x: 50 + since * 15, y: 20 + lane * 310, width: 60, height: 60 };
      return [{ kind, name: names[lane] ?? '', box }];
    });
  };
}

/** Invocations of the backlog take turns with live slots; each ends after so many frames. */
async function watchAfterOutage(list: readonly Visitor[], frameLimits: readonly number[]) {
  const zone = makeWatch({ things: thingsOf(list), camera: { framesPerSecond: 1 } });
  await zone.watch(slot(1));
  for (let live = outageEnd / 10; live <= 23; live++) {
    await zone.watch(slot(live));
    let frames = 0;
    const limit = frameLimits[live % frameLimits.length] ?? 60;
    await zone.catchUp(slot(live) + 1, { isOutOfTime: () => ++frames > limit });
  }
  while (await zone.catchUp(slot(24)));
  return zone;
}

describe('an outage, whoever comes by and however the backlog is cut', () => {
  it('leaves every visitor told: once, or twice who was in view at the cut', async () => {
    const limits = fc.array(fc.integer({ min: 1, max: 70 }), { minLength: 1, maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(visitors, limits, async (list, frameLimits) => {
        const zone = await watchAfterOutage(list, frameLimits);

        const isCut = ({ from, seconds }: Visitor) => from < cut && from + seconds > cut;
        const most = list.length + list.filter(isCut).length;
        const told = zone.faces.length + zone.sightings.kept.size;
        expect(new Set(zone.faces.map(({ passId }) => passId)).size).toBe(zone.faces.length);
        expect(told).toBeGreaterThanOrEqual(list.length);
        expect(told).toBeLessThanOrEqual(most);
        expect(new Set(zone.frames.listed).size).toBe(230);
        const { state, left } = zone.cursors.kept.get('nk-cam-01') ?? {};
        expect([state?.watchedTo, left]).toEqual([start + 230_000, []]);
      }),
      { numRuns: 25 },
    );
  });
});
