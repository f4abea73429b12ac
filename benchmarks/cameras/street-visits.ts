import { between, pick, type Random, seededRandom } from '../../models/plates/seeded-random.ts';
import type { Screen, StreetScene, Visit, Waypoint } from './busy-street.ts';
import { type Episode, type Place, type Play, walk } from './episode.ts';
import { carPlays, vehicle } from './street-cars.ts';
import { dress } from './street-clothes.ts';

/** Out of view far away, near, and beside (meters). */
const [far, near, aside] = [13, 3.5, 5];
const speedOf = (random: Random) => between(0.9, 1.6, random);

const person = ({ id, random }: Episode, situation: string, path: readonly Waypoint[], index = 0): Visit => ({
  id: `${id}-${index}`,
  kind: 'face',
  situation,
  path,
  below: between(0.85, 1.2, random),
  wears: dress(id, index),
});

const one: Play = (episode) => {
  const { begin, random } = episode;
  const path = walk(begin, speedOf(random), [
    [between(-1.5, 1.5, random), far],
    [between(-0.5, 0.5, random), near],
  ]);
  return [person(episode, 'one person', path)];
};

const group: Play = (episode) => {
  const { begin, random } = episode;
  const speed = speedOf(random);
  return Array.from({ length: 3 + Math.floor(random() * 3) }, (_, i) => {
    const lane = (i % 3) * 0.7 - 0.7 + between(-0.1, 0.1, random);
    const later = begin + (i > 2 ? between(0.8, 1.5, random) : between(0, 0.4, random));
    const path = walk(later, speed * between(0.97, 1.03, random), [
      [lane, far],
      [lane * 0.8, near],
    ]);
    return person(episode, 'three to five together', path, i);
  });
};

const crossing: Play = (episode) => {
  const { begin, random } = episode;
  const z = between(6, 8, random);
  return [-1, 1].map((side, i) => {
    const places: readonly Place[] = [
      [side * aside, z + side * between(0.3, 1, random) + 1],
      [-side * aside, z + side * between(0.3, 1, random)],
    ];
    const speed = between(0.8, 1.3, random);
    return person(episode, 'two crossing', walk(begin, speed, places), i);
  });
};

const returning: Play = (episode) => {
  const { begin, random } = episode;
  const z = between(6, 8, random);
  const away = between(8, 25, random);
  const path = walk(
    begin,
    speedOf(random),
    [
      [-aside, z],
      [aside, z - 0.5],
      [aside, z - 0.5],
      [-aside, z - 1],
    ],
    away,
  );
  return [person(episode, 'leaving and coming back', path)];
};

const stopping: Play = (episode) => {
  const { begin, random } = episode;
  const [x, z] = [between(-1.2, 1.2, random), between(5, 7, random)];
  const path = walk(
    begin,
    speedOf(random),
    [
      [x * 1.3, far],
      [x, z],
      [x, z],
      [x * 0.7, near],
    ],
    between(5, 60, random),
  );
  return [person(episode, 'standing in view', path)];
};

const behindPole: Play = (episode) => {
  const { begin, random } = episode;
  const z = between(6.5, 8, random);
  const side = pick([-1, 1], random);
  const path = walk(begin, between(0.7, 1.3, random), [
    [side * aside, z + 0.5],
    [-side * aside, z],
  ]);
  return [person(episode, 'behind a pole', path)];
};

const following: Play = (episode) => {
  const { begin, random } = episode;
  const speed = speedOf(random);
  const places: readonly Place[] = [
    [between(-1.2, 1.2, random), far],
    [between(-0.3, 0.3, random), near],
  ];
  const behind = between(0.7, 1.2, random) / speed;
  return [0, 1].map((i) =>
    person(episode, 'one close behind the other', walk(begin + i * behind, speed, places), i),
  );
};

const pole: Screen = {
  box: { x: 600, y: 0, width: 90, height: 720 },
  z: 6.2,
  from: 0,
  to: Number.POSITIVE_INFINITY,
};

const plays = {
  people: [one, group, crossing, returning, stopping, behindPole, following],
  cars: carPlays,
} as const;

interface BusyStreet {
  readonly seed: number;
  readonly of: keyof typeof plays;
  readonly episodes: number;
  readonly framesPerSecond: number;
  readonly start: number;
}

/** A street on which one situation follows the other, now and then two at a time. */
export function makeBusyStreet({ seed, of, episodes, framesPerSecond, start }: BusyStreet): StreetScene {
  const random = seededRandom(seed);
  let begin = 1;
  const visits: Visit[] = [];
  for (let i = 0; i < episodes; i++) {
    const episode = pick<Play>(plays[of], random)({ id: `${seed}/${i}`, begin, random });
    visits.push(...episode);
    // People walk past each other; two cars cannot stand at one place.
    begin += between(5, 25, random);
    if (of === 'cars')
      begin = Math.max(...episode.map(({ path }) => path.at(-1)?.at ?? begin)) + between(1, 5, random);
  }
  const screens = of === 'people' ? [pole] : [];
  return { seed, visits, screens, seconds: begin + 90, framesPerSecond, start };
}

/** A car that is parked for an hour, hidden now and then, while people and other cars go by. */
export function makeParkingStreet(params: Omit<BusyStreet, 'of' | 'episodes'>): StreetScene {
  const traffic = makeBusyStreet({ ...params, of: 'cars', episodes: 200 });
  const random = seededRandom(params.seed + 1);
  const path: readonly Waypoint[] = [
    { at: 10, x: 2.2, z: 9 },
    { at: 3610, x: 2.2, z: 9 },
  ];
  const parked = vehicle(
    { id: `${params.seed}/parked`, begin: 10, random },
    'a car parked for an hour',
    path,
  );
  const vans: Screen[] = Array.from({ length: 12 }, (_, i) => {
    const from = 200 + i * 280;
    return {
      box: { x: 900, y: 300, width: 300, height: 400 },
      z: 8,
      from,
      to: from + between(5, 200, random),
    };
  });
  const visits = traffic.visits.filter(({ path: [first] }) => (first?.at ?? 0) < 3500);
  return { ...traffic, visits: [...visits, parked], screens: vans, seconds: 3660 };
}
