import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type FaceSearch, SearchBusyError } from '../../lambdas/faces/face-search.ts';
import { paceSearches, paceStrangers } from '../../lambdas/faces/pace-searches.ts';
import type { SearchPace } from '../../lambdas/faces/search-pace.ts';
import { memorySearchPace } from '../memory/search-pace.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { type VirtualTime, virtualTime } from './virtual-time.ts';

const jpeg = Uint8Array.of(1);
const rate = 5;

interface MakeFacesParams {
  readonly time: VirtualTime;
  readonly isBusy?: (call: number, at: number) => boolean;
  readonly durationOf?: (call: number) => number;
}

/** A search service that remembers when it was called. */
function makeFaces({ time, isBusy = () => false, durationOf = () => 300 }: MakeFacesParams) {
  const calledAt: number[] = [];
  const faces: FaceSearch = {
    search: async () => {
      const call = calledAt.push(time.clock()) - 1;
      const at = time.clock();
      await time.sleep(durationOf(call));
      if (isBusy(call, at)) throw new SearchBusyError('busy');
      return { kind: 'searched', users: [] };
    },
  };
  return { faces, calledAt };
}

/** The pace as seen over a network that takes its time, differently for each. */
function slowly(pace: SearchPace, time: VirtualTime, latencyOf: () => number): SearchPace {
  return {
    reserve: async (request) => {
      await time.sleep(latencyOf());
      const at = await pace.reserve(request);
      await time.sleep(latencyOf());
      return at;
    },
    pushBack: pace.pushBack,
  };
}

function mostInASecond(calledAt: readonly number[]): number {
  return Math.max(
    0,
    ...calledAt.map((from) => calledAt.filter((at) => at >= from && at < from + 1000).length),
  );
}

const make = (time: VirtualTime, faces: FaceSearch, deadline = 30_000, pace = memorySearchPace(rate)) => {
  const telemetry = memoryTelemetry();
  const { clock, sleep } = time;
  return { telemetry, paced: paceSearches({ faces, pace, telemetry, clock, sleep, deadline }) };
};

describe('paced searches', () => {
  it('never go faster than the rate, and all are served, however the invocations interleave', async () => {
    const invocation = fc.record({ startsAt: fc.nat(3_000), searches: fc.integer({ min: 1, max: 3 }) });
    const longestLatency = 50;
    await fc.assert(
      fc.asyncProperty(
        fc.array(invocation, { minLength: 1, maxLength: 25 }),
        fc.infiniteStream(fc.nat(longestLatency / 2)),
        fc.infiniteStream(fc.integer({ min: 1, max: 900 })),
        async (invocations, latencies, durations) => {
          const time = virtualTime();
          const { faces, calledAt } = makeFaces({ time, durationOf: () => durations.next().value });
          const pace = slowly(memorySearchPace(rate), time, () => latencies.next().value);
          const { paced } = make(time, faces, Number.POSITIVE_INFINITY, pace);
          const all = Promise.all(
            invocations.map(async ({ startsAt, searches }) => {
              await time.sleep(startsAt);
              for (let i = 0; i < searches; i++) await paced.search(jpeg, 90);
            }),
          );
          await time.run();
          await all;

          expect(calledAt).toHaveLength(invocations.reduce((sum, { searches }) => sum + searches, 0));
          // One that learns late of its instant may come together with the next.
          const burst = Math.ceil(longestLatency / (1000 / rate));
          expect(mostInASecond(calledAt)).toBeLessThanOrEqual(rate + burst);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('are served after a busy spell, and everybody waits for it', async () => {
    const time = virtualTime();
    const { faces, calledAt } = makeFaces({ time, isBusy: (_, at) => at < 5_000 });
    const { paced, telemetry } = make(time, faces);

    const all = Promise.all([1, 2, 3, 4].map(() => paced.search(jpeg, 90)));
    await time.run();

    expect(await all).toEqual(Array(4).fill({ kind: 'searched', users: [] }));
    expect(calledAt.filter((at) => at < 5_000).length).toBeLessThan(14);
    expect(telemetry.total('SearchesThrottled')).toBe(calledAt.filter((at) => at < 5_000).length);
    expect(telemetry.events()).toContain('SEARCH_THROTTLED');
  });

  it('give up before the deadline, so that the message returns to its queue', async () => {
    const time = virtualTime();
    const { faces, calledAt } = makeFaces({ time, isBusy: () => true });
    const { paced } = make(time, faces, 22_000);

    const search = paced.search(jpeg, 90).catch((error: unknown) => error);
    await time.run();

    expect(await search).toBeInstanceOf(SearchBusyError);
    expect(calledAt.length).toBeGreaterThan(3);
    expect(Math.max(...calledAt)).toBeLessThanOrEqual(22_000);
  });

  it('do not repeat a failure of another kind', async () => {
    const time = virtualTime();
    const faces: FaceSearch = { search: () => Promise.reject(new Error('no such collection')) };
    const { paced, telemetry } = make(time, faces);

    await expect(paced.search(jpeg, 90)).rejects.toThrow('no such collection');

    expect(telemetry.events()).toEqual([]);
  });
});

describe('paced strangers', () => {
  function makeStrangers(time: VirtualTime, deadline: number) {
    const calledAt: number[] = [];
    const call =
      <Answer>(answer: Answer) =>
      async () => {
        calledAt.push(time.clock());
        return answer;
      };
    const pace = memorySearchPace(rate);
    const params = { pace, telemetry: memoryTelemetry(), clock: time.clock, sleep: time.sleep, deadline };
    const faces = { search: call([]), remember: call('kept' as const) };
    return { calledAt, pace, paced: paceStrangers(faces, params) };
  }

  it('share the pace of the searches', async () => {
    const time = virtualTime();
    const { calledAt, pace, paced } = makeStrangers(time, 22_000);
    await pace.reserve({ now: 0, latest: 0 });

    const all = Promise.all([paced.search(jpeg, 99), paced.remember('stranger', jpeg)]);
    await time.run();

    expect(await all).toEqual([[], 'kept']);
    expect(calledAt).toEqual([200, 400]);
  });

  it('give way when the pace is taken for longer than a few seconds', async () => {
    const time = virtualTime();
    const { calledAt, pace, paced } = makeStrangers(time, 22_000);
    await pace.pushBack(5_001);

    await expect(paced.search(jpeg, 99)).rejects.toThrow(SearchBusyError);

    expect(calledAt).toEqual([]);
  });

  it('never go behind the deadline of the message', async () => {
    const time = virtualTime();
    const { calledAt, pace, paced } = makeStrangers(time, 1_000);
    await pace.pushBack(1_001);

    await expect(paced.remember('stranger', jpeg)).rejects.toThrow(SearchBusyError);

    expect(calledAt).toEqual([]);
  });
});
