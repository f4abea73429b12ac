import { randomPlate } from '../../models/plates/random-plate.ts';
import { between, pick, type Random } from '../../models/plates/seeded-random.ts';
import type { CarVisit, PersonVisit, Situation, Visit, Waypoint } from './street-view.ts';

/** Who may come: ids of the faces that are drawn. */
export type Cast = readonly string[];

interface Episode {
  readonly begin: number;
  readonly id: string;
  readonly cast: Cast;
  readonly random: Random;
}
type Play = (episode: Episode) => readonly Visit[];

/** Out of sight far away, and as near as a face stays in the picture. */
const [far, near] = [24, 5.5];
const shirts = ['#c25b45', '#7c3f58', '#2f6f8f', '#4c6b3f', '#b98a2e', '#5b4a86', '#a8543a', '#3f7466'];
const trousers = ['#333b47', '#4c443a', '#2d2f3a'];
const paints = ['#9b2f35', '#e4e2dc', '#2f4b6e', '#c9ced2', '#3c4a44', '#50708a'];
const walkingSpeed = (random: Random) => between(0.9, 1.6, random);

/** Straight lines from place to place at one speed, in meters per second. */
function walk(
  begin: number,
  speed: number,
  places: readonly (readonly [x: number, z: number])[],
): Waypoint[] {
  let at = begin;
  return places.map(([x, z], index) => {
    const [fromX, fromZ] = places[index - 1] ?? [x, z];
    at += Math.hypot(x - fromX, z - fromZ) / speed;
    return { at, x, z };
  });
}

function person(
  episode: Episode,
  situation: Situation,
  index: number,
  path: readonly Waypoint[],
): PersonVisit {
  const { id, cast, random } = episode;
  const who = cast[index % cast.length] ?? '';
  const clothes = { shirt: pick<string>(shirts, random), trousers: pick<string>(trousers, random) };
  return { id: `${id}-${index}`, situation, path, person: who, clothes };
}

function car(
  { id, random }: Episode,
  situation: Situation,
  index: number,
  path: readonly Waypoint[],
): CarVisit {
  const body = pick<CarVisit['car']>(['sedan', 'pickup', 'van'], random);
  const plate = randomPlate(random, 'car');
  return { id: `${id}-${index}`, situation, path, car: body, paint: pick<string>(paints, random), plate };
}

/** Across the whole view at this distance, and out of it. */
const across = (z: number) => 0.16 * z + 0.6;

const group: Play = (episode) => {
  const { begin, random } = episode;
  const speed = walkingSpeed(random);
  const count = 3 + Math.floor(random() * 3);
  return Array.from({ length: count }, (_, index) => {
    const lane = (index % 3) - 1 + (index > 2 ? 0.5 : 0) + between(-0.12, 0.12, random);
    const start = far + (index > 2 ? between(1.5, 3, random) : between(0, 0.8, random));
    const path = walk(begin, speed * between(0.95, 1.05, random), [
      [lane * 0.75, start],
      [lane * 0.75, near],
    ]);
    return person(episode, 'three to five together', index, path);
  });
};

const crossing: Play = (episode) => {
  const { begin, random } = episode;
  const [front, back] = [between(9, 12, random), between(12.5, 15, random)];
  const ways = [
    [front, 1],
    [back, -1],
  ] as const;
  return ways.map(([z, side], index) => {
    const reach = across(z) * side;
    const path = walk(begin + between(0, 0.6, random), walkingSpeed(random), [
      [-reach, z],
      [reach, z + between(-1, 1, random)],
    ]);
    return person(episode, 'two crossing', index, path);
  });
};

/** They come near and change sides meanwhile. */
const changingSides: Play = (episode) => {
  const { begin, random } = episode;
  return [1, -1].map((side, index) => {
    const path = walk(begin + index * between(0.8, 2, random), walkingSpeed(random), [
      [0.8 * side, far],
      [0.8 * side, 14],
      [-0.7 * side, 9],
      [-0.7 * side, near],
    ]);
    return person(episode, 'two crossing', index, path);
  });
};

/** Two visits of one person: out at the side and back after a while. */
const comesBack: Play = (episode) => {
  const { begin, random } = episode;
  const side = random() < 0.5 ? 1 : -1;
  const z = between(9, 13, random);
  const speed = walkingSpeed(random);
  const out = walk(begin, speed, [
    [0, far],
    [0, z],
    [across(z) * side, z],
  ]);
  const away = between(6, 20, random);
  const back = walk((out.at(-1)?.at ?? begin) + away, speed, [
    [across(z) * side, z],
    [0.2, z],
    [0.2, near],
  ]);
  const [first, second] = [out, back].map((path) => person(episode, 'leaving and coming back', 0, path));
  if (first === undefined || second === undefined) return [];
  return [first, { ...second, id: `${second.id}-again`, clothes: first.clothes }];
};

const standing: Play = (episode) => {
  const { begin, random } = episode;
  const [x, z] = [between(-0.7, 0.7, random), between(8, 13, random)];
  const speed = walkingSpeed(random);
  const come = walk(begin, speed, [
    [x, far],
    [x, z],
  ]);
  const stay = between(25, 60, random);
  const go = walk((come.at(-1)?.at ?? begin) + stay, speed, [
    [x, z],
    [x, near],
  ]);
  return [person(episode, 'standing in view', 0, [...come, ...go])];
};

const alone: Play = (episode) => {
  const { begin, random } = episode;
  const [from, to] = [between(-0.8, 0.8, random), between(-0.6, 0.6, random)];
  const path = walk(begin, walkingSpeed(random), [
    [from, far],
    [to, near],
  ]);
  return [person(episode, 'one person', 0, path)];
};

/** From where a face is large enough, so that little is played but what counts. */
const straightOn: Play = (episode) => {
  const { begin, random } = episode;
  const path = walk(begin, walkingSpeed(random), [
    [between(-0.7, 0.7, random), between(13, 15, random)],
    [between(-0.4, 0.4, random), near + 1],
  ]);
  return [person(episode, 'one person', 0, path)];
};

/** 20 to 45 km/h towards the camera, down to where the plate leaves the picture below. */
const drivingSpeed = (random: Random) => between(5.5, 12.5, random);
const drive = (begin: number, speed: number, lane: number) =>
  walk(begin, speed, [
    [lane, 45],
    [lane, 8],
  ]);

const oneCar: Play = (episode) => {
  const path = drive(episode.begin, drivingSpeed(episode.random), between(-1, 1, episode.random));
  return [car(episode, 'one car', 0, path)];
};

const twoCars: Play = (episode) => {
  const { begin, random } = episode;
  const [speed, lane] = [drivingSpeed(random), between(-0.8, 0.8, random)];
  const gap = between(9, 14, random) / speed;
  return [0, 1].map((index) =>
    car(episode, 'two cars, one behind the other', index, drive(begin + index * gap, speed, lane)),
  );
};

/** A car stays for minutes; others go by in front of it and beside it. */
const parked: Play = (episode) => {
  const { begin, random } = episode;
  const parkedFor = between(90, 150, random);
  const place = [1.1, 15.5] as const;
  const come = walk(begin, 4, [[1.1, 45], place]);
  const go = walk((come.at(-1)?.at ?? begin) + parkedFor, 4, [place, [1.1, 8]]);
  const others = Array.from({ length: 5 }, (_, index) => {
    const at = begin + 20 + index * (parkedFor / 6);
    return car(episode, 'a parked car, others go by', index + 1, drive(at, drivingSpeed(random), -1));
  });
  return [car(episode, 'a parked car, others go by', 0, [...come, ...go]), ...others];
};

const plays = {
  faces: [alone, group, crossing, changingSides, comesBack, standing],
  plates: [oneCar, twoCars, oneCar, twoCars, parked],
  watched: [straightOn, crossing, straightOn, crossing],
} as const;

/** Seconds between two situations: no pass is open any more when the next one begins. */
const quiet = { faces: [4, 8], plates: [4, 8], watched: [3.5, 4] } as const;

export interface ScriptParams {
  readonly watches: keyof typeof plays;
  /** Who comes, by round: in each one all situations are played. */
  readonly casts: readonly Cast[];
  readonly random: Random;
}

/** The visits of a street, one situation after another with some quiet between. */
export function writeScript({ watches, casts, random }: ScriptParams): readonly Visit[] {
  const visits: Visit[] = [];
  const [least, most] = quiet[watches];
  let begin = 3;
  for (const [round, cast] of casts.entries()) {
    for (const [index, play] of plays[watches].entries()) {
      const turned = cast.map((_, at) => cast[(at + index) % cast.length] ?? '');
      const played = play({ begin, id: `${watches}-${round}-${index}`, cast: turned, random });
      visits.push(...played);
      begin =
        Math.max(...played.flatMap(({ path }) => path.map(({ at }) => at))) + between(least, most, random);
    }
  }
  return visits;
}

/** As many casts of five as asked for: each person of `always`, and others of `people` in turn. */
export function makeCasts(
  rounds: number,
  people: readonly string[],
  always: readonly string[] = [],
): readonly Cast[] {
  const others = people.filter((person) => !always.includes(person));
  const places = 5 - always.length;
  return Array.from({ length: rounds }, (_, round) => [
    ...always,
    ...Array.from({ length: places }, (_, at) => others[(round * places + at) % others.length] ?? ''),
  ]);
}
