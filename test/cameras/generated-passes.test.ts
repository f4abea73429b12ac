import { describe, expect, it } from 'vitest';
import { type PassScore, scorePasses } from '../../benchmarks/cameras/score-passes.ts';
import { observeStreet } from '../../benchmarks/cameras/street-passes.ts';
import { makeBusyStreet, makeParkingStreet } from '../../benchmarks/cameras/street-visits.ts';
import { slot, start } from './make-watch.ts';
import { type openStreet, type WatchedStreet, watchGeneratedStreet } from './watch-generated-street.ts';

type Zone = ReturnType<typeof openStreet>;

const watchSlots = (seconds: number) => async (zone: Zone) => {
  for (let count = 1; count * 10 < seconds + 20; count++) await zone.watchSlot(slot(count));
};

/** Slots come when they come, and each window's first try dies before its cursor moves. */
const watchBadly = (seconds: number) => async (zone: Zone) => {
  const dying = {
    ...zone.ports,
    cursors: { ...zone.ports.cursors, advance: async () => Promise.reject(new Error('died')) },
  };
  for (let at = 3; at < seconds + 30; at += 1 + ((at * 7) % 23)) {
    await zone.watchSlot(slot(0) + at * 1000, dying).catch(() => undefined);
    await zone.watchSlot(slot(0) + at * 1000);
  }
};

interface Watching {
  readonly seed: number;
  readonly of: 'people' | 'cars';
  readonly framesPerSecond: number;
  readonly episodes?: number;
  readonly by?: typeof watchSlots;
}

async function watch({ seed, of, framesPerSecond, episodes = 30, by = watchSlots }: Watching) {
  const scene = makeBusyStreet({ seed, of, episodes, framesPerSecond, start });
  const street = observeStreet(scene);
  const camera = { framesPerSecond, watches: [of === 'people' ? ('faces' as const) : ('plates' as const)] };
  const watched = await watchGeneratedStreet(street, { camera, watch: by(scene.seconds) });
  return { watched, score: scorePasses(street.passes, watched.told) };
}

const sum = (scores: readonly PassScore[], of: 'truePasses' | 'countedOnce' | 'doubled') =>
  scores.reduce((total, score) => total + score[of], 0);

describe('a generated street', { timeout: 120_000 }, () => {
  it.each([
    { of: 'people', framesPerSecond: 2 },
    { of: 'people', framesPerSecond: 4 },
    { of: 'cars', framesPerSecond: 2 },
    { of: 'cars', framesPerSecond: 4 },
  ] as const)('has its $of counted once at $framesPerSecond frames a second', async (street) => {
    const scores: PassScore[] = [];
    for (const seed of [11, 12]) scores.push((await watch({ ...street, seed })).score);

    const total = sum(scores, 'truePasses');
    expect(total).toBeGreaterThan(35);
    expect(sum(scores, 'countedOnce') / total).toBeGreaterThanOrEqual(0.95);
    expect(sum(scores, 'doubled') / total).toBeLessThanOrEqual(0.02);
  });

  it('has a car that is parked for an hour counted once', async () => {
    const scene = makeParkingStreet({ seed: 5, framesPerSecond: 0.5, start });
    const street = observeStreet(scene);

    const { told } = await watchGeneratedStreet(street, {
      camera: { framesPerSecond: 0.5, watches: ['plates'] },
      watch: watchSlots(scene.seconds),
    });

    const [parked] = street.passes.filter(({ situation }) => situation === 'a car parked for an hour');
    expect((parked?.lastSeenAt ?? 0) - (parked?.firstSeenAt ?? 0)).toBeGreaterThan(3_500_000);
    expect(told.filter(({ shows }) => shows.includes(parked?.id ?? '')).length).toBe(1);
  });

  it.each(['people', 'cars'] as const)(
    'gives its %s the same ids whenever its slots come and however often a window is repeated',
    async (of) => {
      const street = { seed: 21, of, framesPerSecond: 2, episodes: 8 };
      const plain: WatchedStreet = (await watch(street)).watched;
      const other: WatchedStreet = (await watch({ ...street, by: watchBadly })).watched;

      expect(plain.ids.length).toBeGreaterThan(5);
      expect(other.ids).toEqual(plain.ids);
    },
  );
});

describe('scorePasses', () => {
  const pass = (id: string) =>
    ({ id, situation: 'one', kind: 'face', firstSeenAt: 0, lastSeenAt: 1 }) as const;

  it('counts a told pass for whom most of its shots show', () => {
    const score = scorePasses(
      [pass('a'), pass('b'), pass('c')],
      [
        { passId: '1', shows: ['a', 'a', 'b'] },
        { passId: '2', shows: ['a'] },
        { passId: '3', shows: ['c', null] },
        { passId: '4', shows: [null] },
        { passId: '5', shows: ['who need not be counted'] },
      ],
    );

    expect(score).toMatchObject({ truePasses: 3, countedOnce: 1, doubled: 1, missed: 1, extra: 2, mixed: 2 });
    expect(score.wrong.map(({ pass: { id }, count }) => [id, count])).toEqual([
      ['a', 2],
      ['b', 0],
    ]);
  });
});
