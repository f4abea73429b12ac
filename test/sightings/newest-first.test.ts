import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareNewestFirst, mergeNewestFirst } from '../../lambdas/sightings/newest-first.ts';
import type { Sighting } from '../../lambdas/sightings/sighting.ts';
import { makePlateSighting } from './make-sighting.ts';

const at = (lastSeenAt: number, sightingId: string) => makePlateSighting({ lastSeenAt, sightingId });

async function gather(stream: AsyncIterable<Sighting>): Promise<readonly Sighting[]> {
  const sightings: Sighting[] = [];
  for await (const sighting of stream) sightings.push(sighting);
  return sightings;
}

/** A stream that tells what was taken from it, and whether it was ended. */
function makeStream(sightings: readonly Sighting[]) {
  const state = { taken: 0, isEnded: false };
  async function* stream() {
    try {
      for (const sighting of sightings) {
        state.taken++;
        yield sighting;
      }
    } finally {
      state.isEnded = true;
    }
  }
  return { state, stream: stream() };
}

describe('mergeNewestFirst', () => {
  it('gives every sighting once and in order, whatever lies in which stream', async () => {
    const one = fc.record({
      time: fc.nat(5),
      id: fc.nat(20),
      copies: fc.subarray([0, 1, 2], { minLength: 1 }),
    });
    const many = fc.uniqueArray(one, { selector: ({ id }) => id });
    await fc.assert(
      fc.asyncProperty(many, async (items) => {
        const streams = [0, 1, 2].map((number) => {
          const mine = items.filter(({ copies }) => copies.includes(number));
          return makeStream(
            mine.map(({ time, id }) => at(time, `${id}`)).sort((a, b) => b.lastSeenAt - a.lastSeenAt),
          ).stream;
        });

        const merged = await gather(mergeNewestFirst(streams));

        const expected = items.map(({ time, id }) => at(time, `${id}`)).sort(compareNewestFirst);
        expect(merged).toEqual(expected);
      }),
    );
  });

  it('takes no more than it needs, and ends every stream when its reader stops', async () => {
    const long = makeStream(Array.from({ length: 100 }, (_, index) => at(1000 - index, `long-${index}`)));
    const old = makeStream([at(1, 'old-1'), at(0, 'old-0')]);

    for await (const sighting of mergeNewestFirst([long.stream, old.stream]))
      if (sighting.lastSeenAt === 998) break;

    expect(long.state.taken).toBeLessThan(6);
    expect([long.state.isEnded, old.state.isEnded]).toEqual([true, true]);
  });

  it('fails as the stream fails', async () => {
    async function* broken(): AsyncGenerator<Sighting> {
      yield at(5, 'seen');
      throw new Error('throttled');
    }

    await expect(gather(mergeNewestFirst([broken()]))).rejects.toThrow('throttled');
  });
});
