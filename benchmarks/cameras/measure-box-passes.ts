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
  { street: 'people', of: 'people', watches: 'faces', framesPerSecond: 2 },
  { street: 'people, seldom', of: 'people', watches: 'faces', framesPerSecond: 1 },
  { street: 'cars', of: 'cars', watches: 'plates', framesPerSecond: 4 },
] as const;
const slotMilliseconds = 10_000;

/** Streets of people and of cars, and an hour of a parked car, through watch-camera without any picture. */
export async function measureBoxPasses(params: BoxPassesParams): Promise<readonly CountedStreet[]> {
  return (await watchBoxStreets(params)).map(joined);
}

/** All streets of one kind as the camera told them. */
export interface BoxStreets {
  readonly street: string;
  readonly framesPerSecond: number;
  readonly scored: readonly ScoredStreet[];
}

/** The same streets, pass by pass. */
export async function watchBoxStreets({
  seed,
  streets,
  episodes,
  hasParking,
}: BoxPassesParams): Promise<readonly BoxStreets[]> {
  const watched: BoxStreets[] = [];
  for (const { street, of, watches, framesPerSecond } of kinds) {
    const scored: ScoredStreet[] = [];
    for (let index = 0; index < streets; index++) {
      const scene = { seed: seed + index, of, episodes, framesPerSecond, start: streetStart };
      scored.push(await watchBoxes(observeStreet(makeBusyStreet(scene)), watches, framesPerSecond));
    }
    watched.push({ street: `generated, ${street}`, framesPerSecond, scored });
  }
  return hasParking ? [...watched, await watchParking(seed)] : watched;
}

async function watchParking(seed: number): Promise<BoxStreets> {
  const framesPerSecond = 1;
  const street = observeStreet(makeParkingStreet({ seed, framesPerSecond, start: streetStart }));
  const scored = [await watchBoxes(street, 'plates', framesPerSecond)];
  return { street: 'generated, an hour beside a parked car', framesPerSecond, scored };
}

export interface ScoredStreet {
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

function joined({ street, framesPerSecond, scored: all }: BoxStreets): CountedStreet {
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
    ...{ street, framesPerSecond, seconds, counts: [...counts, sumOf(counts)] },
    ofNobody: sum(({ extra }) => extra),
    ofTwo: sum(({ mixed }) => mixed),
  };
}
