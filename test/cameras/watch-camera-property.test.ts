import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Thing } from '../memory/street.ts';
import { makeWatch, secondsIn, slot, start } from './make-watch.ts';

interface Visitor {
  readonly kind: Thing['kind'];
  readonly lane: number;
  readonly from: number;
  readonly seconds: number;
  /** Pixels per second; 0 stands still. */
  readonly speed: number;
}

/** Plates that no misreading turns into each other. */
const names = ['11', '2345', '678'];

const visitor = fc.record<Visitor>({
  kind: fc.constantFrom('face', 'plate'),
  lane: fc.nat({ max: 2 }),
  from: fc.nat({ max: 20 }),
  seconds: fc.integer({ min: 2, max: 15 }),
  speed: fc.constantFrom(0, 15, 40),
});

/** One visitor per lane, and lanes farther apart than anyone jumps, so that who is who is beyond doubt. */
const visitors = fc.uniqueArray(visitor, { maxLength: 3, selector: ({ lane }) => lane });

function thingsOf(list: readonly Visitor[]) {
  return (takenAt: number): readonly Thing[] =>
    list.flatMap(({ kind, lane, from, seconds, speed }) => {
      const since = secondsIn(takenAt) - from;
      if (since < 0 || since >= seconds) return [];
      return [
        {
          kind,
          name: names[lane] ?? '',
          box: { x: 50 + since * speed, y: 20 + lane * 310, width: 60, height: 60 },
        },
      ];
    });
}

/** Watches the street in windows that end at these seconds, and then to the end. */
async function watchStreet(list: readonly Visitor[], ends: readonly number[]) {
  const zone = makeWatch({ things: thingsOf(list), camera: { framesPerSecond: 1 } });
  await zone.watch(slot(0) + 1_000);
  for (const end of ends.toSorted((a, b) => a - b)) await zone.watch(slot(0) + end * 1000);
  await zone.watch(slot(5));
  return zone;
}

describe('watchCamera, whoever comes by and whenever its slots come', () => {
  it('tells every visitor once, under an id that does not depend on the windows', async () => {
    const ends = fc.array(fc.integer({ min: 2, max: 49 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(visitors, ends, async (list, cut) => {
        const once = await watchStreet(list, []);
        const other = await watchStreet(list, cut);

        const faces = other.faces.map(({ passId }) => passId);
        expect(new Set(faces).size).toBe(faces.length);
        expect(faces.toSorted()).toEqual(once.faces.map(({ passId }) => passId).toSorted());
        expect([...other.sightings.kept.keys()].sort()).toEqual([...once.sightings.kept.keys()].sort());
        expect(faces.length + other.sightings.kept.size).toBe(list.length);
        expect(other.cursors.kept.get('nk-cam-01')?.state.watchedTo).toBe(start + 50_000);
      }),
      { numRuns: 25 },
    );
  });
});
