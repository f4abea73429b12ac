import { between, pick, type Random } from '../../models/plates/seeded-random.ts';
import type { Visit, Waypoint } from './busy-street.ts';
import { type Episode, type Play, walk } from './episode.ts';

const digitsOf = (random: Random) => String(1000 + Math.floor(random() * 9000));

export const vehicle = (
  episode: Episode,
  situation: string,
  path: readonly Waypoint[],
  index = 0,
): Visit => ({
  id: `${episode.id}-${index}`,
  kind: 'plate',
  situation,
  path,
  below: between(1.9, 2.3, episode.random),
  digits: digitsOf(episode.random),
});

const lane = 0.4;

const inRow: Play = (episode) => {
  const { begin, random } = episode;
  const speed = between(3, 7, random);
  const count = 1 + Math.floor(random() * 3);
  return Array.from({ length: count }, (_, i) => {
    const path = walk(begin + (i * between(7, 10, random)) / speed, speed, [
      [lane, 30],
      [lane, 5],
    ]);
    return vehicle(episode, 'cars, one behind the other', path, i);
  });
};

const waiting: Play = (episode) => {
  const { begin, random } = episode;
  const pause = between(15, 60, random);
  return [0, 1].map((i) => {
    const stop = 9 + i * 6;
    const path = walk(
      begin + i * 1.5,
      5,
      [
        [-0.8, 30 + i],
        [-0.8, stop],
        [-0.8, stop],
        [-0.8, 5],
      ],
      pause + i,
    );
    return vehicle(episode, 'cars that wait', path, i);
  });
};

const passing: Play = (episode) => {
  const { begin, random } = episode;
  const side = pick([-1, 1], random);
  const z = between(8, 10, random);
  const path = walk(begin, between(2.5, 4.5, random), [
    [side * 5, z],
    [-side * 5, z],
  ]);
  return [vehicle(episode, 'a car across', path)];
};

export const carPlays: readonly Play[] = [inRow, waiting, passing];
