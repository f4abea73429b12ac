import { settleMilliseconds } from '../../lambdas/cameras/window.ts';
import { type openStreet, watchGeneratedStreet } from '../../test/cameras/watch-generated-street.ts';
import type { Street } from './busy-street.ts';
import { sumOf } from './count-passes.ts';
import type { CountedStreet } from './measure-passes.ts';
import { type PassScore, scorePasses } from './score-passes.ts';
import { observeStreet } from './street-passes.ts';
import { makeBusyStreet, makeParkingStreet } from './street-visits.ts';
import { streetStart } from './watch-street.ts';

export interface BoxPassesParams {
  readonly seed: number;
  /** Streets of each kind. */
  readonly streets: number;
  /** Situations on each of them. */
  readonly episodes: number;
  readonly hasParking: boolean;
}

const kinds = [
  { of: 'people', watches: 'faces', framesPerSecond: 2 },
  { of: 'cars', watches: 'plates', framesPerSecond: 4 },
] as const;
const slotMilliseconds = 10_000;

/** Streets of people and of cars, and an hour of a parked car, through watch-camera without any picture. */
export async function measureBoxPasses(params: BoxPassesParams): Promise<readonly CountedStreet[]> {
  const measured: CountedStreet[] = [];
  for (const { of, watches, framesPerSecond } of kinds) {
    const scores: ScoredStreet[] = [];
    for (let index = 0; index < params.streets; index++) {
      const { seed, episodes } = params;
      const base = { seed: seed + index, framesPerSecond, start: streetStart };
      scores.push(
        await watchBoxes(observeStreet(makeBusyStreet({ ...base, of, episodes })), watches, framesPerSecond),
      );
    }
    measured.push(joined(of, framesPerSecond, scores));
  }
  if (params.hasParking) measured.push(await measureParking(params.seed));
  return measured;
}

async function measureParking(seed: number): Promise<CountedStreet> {
  const framesPerSecond = 1;
  const street = observeStreet(makeParkingStreet({ seed, framesPerSecond, start: streetStart }));
  return joined('an hour beside a parked car', framesPerSecond, [
    await watchBoxes(street, 'plates', framesPerSecond),
  ]);
}

interface ScoredStreet {
  readonly street: Street;
  readonly score: PassScore;
}

async function watchBoxes(
  street: Street,
  watches: 'faces' | 'plates',
  framesPerSecond: number,
): Promise<ScoredStreet> {
  const last = street.frames.at(-1)?.takenAt ?? streetStart;
  const watch = async ({ watchSlot }: ReturnType<typeof openStreet>) => {
    const end = last + slotMilliseconds + settleMilliseconds;
    for (
      let slotAt = streetStart + slotMilliseconds + settleMilliseconds;
      slotAt <= end;
      slotAt += slotMilliseconds
    )
      await watchSlot(slotAt);
  };
  const camera = { watches: [watches], framesPerSecond };
  const { told } = await watchGeneratedStreet(street, { camera, watch });
  return { street, score: scorePasses(street.passes, told) };
}

function joined(street: string, framesPerSecond: number, all: readonly ScoredStreet[]): CountedStreet {
  const passes = all.flatMap((one) => one.street.passes);
  const timesOf = new Map(
    all.flatMap(({ score }) => score.wrong.map(({ pass, count }) => [pass, count] as const)),
  );
  const counts = [...Map.groupBy(passes, ({ situation }) => situation)].map(([situation, members]) => {
    const times = members.map((pass) => timesOf.get(pass) ?? 1);
    return {
      situation,
      passes: times.length,
      once: times.filter((count) => count === 1).length,
      doubled: times.filter((count) => count > 1).length,
      missed: times.filter((count) => count === 0).length,
    };
  });
  const seconds = Math.round(
    all.reduce((total, one) => total + one.street.frames.length, 0) / framesPerSecond,
  );
  const sum = (of: (score: PassScore) => number) => all.reduce((total, { score }) => total + of(score), 0);
  return {
    ...{ street: `generated, ${street}`, framesPerSecond, seconds, counts: [...counts, sumOf(counts)] },
    ofNobody: sum(({ extra }) => extra),
    ofTwo: sum(({ mixed }) => mixed),
  };
}
