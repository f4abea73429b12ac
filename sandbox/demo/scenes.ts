import { join } from 'node:path';
import { demoPeople } from '../demo-people.ts';
import type { FacePicture } from './person-sprite.ts';
import type { CarPassing, PersonPassing, StreetScene } from './street-scene.ts';

/** Plates of the demonstration: invented, none belongs to a vehicle that we know of. */
export const demoPlates = {
  /** On the watchlist of both `npm start` and `npm run demo`. */
  watched: { letters: 'ขก', digits: '4821', province: 'หนองคาย' },
  /** On the watchlist of `npm start`. */
  alsoWatched: { letters: '2กม', digits: '7390', province: 'อุดรธานี' },
  unknown: { letters: 'บน', digits: '5167', province: 'หนองคาย' },
  van: { letters: 'นข', digits: '2045', province: 'ขอนแก่น' },
  pickup: { letters: 'ผท', digits: '8635', province: 'หนองคาย' },
  visitor: { letters: '3ขง', digits: '9214', province: 'กรุงเทพมหานคร' },
} as const;

/** Faces by the person ids that the scenes use. `watched` and whom `alike` resembles are enrolled from other photos. */
export function demoFaces(photosDir: string): Readonly<Record<string, FacePicture>> {
  const picture = ({ file, face }: { file: string; face: FacePicture['box'] }) => ({
    photo: join(photosDir, file),
    box: face,
  });
  const strangers = demoPeople.strangers.map(
    (stranger, i) => [`stranger-${i + 1}`, picture(stranger)] as const,
  );
  const [watched, alike] = [demoPeople.watched.appears[0], demoPeople.alike.appears[0]];
  return { watched: picture(watched), alike: picture(alike), ...Object.fromEntries(strangers) };
}

const sedan = (at: number, lane: number, plate: CarPassing['plate'], paint: string): CarPassing => ({
  at,
  lane,
  car: 'sedan',
  paint,
  plate,
});
const pickup = (at: number, lane: number, plate: CarPassing['plate'], paint: string): CarPassing => ({
  at,
  lane,
  car: 'pickup',
  paint,
  plate,
});
const van = (at: number, lane: number, plate: CarPassing['plate'], paint: string): CarPassing => ({
  at,
  lane,
  car: 'van',
  paint,
  plate,
});
const walker = (
  at: number,
  lane: number,
  person: string,
  shirt: string,
  trousers = '#333b47',
): PersonPassing => ({ at, lane, person, shirt, trousers });

/** What runs in a loop at `npm start`, by camera of zones/demo.yaml. */
export const startScenes: Readonly<Record<string, StreetScene>> = {
  'nk-cam-market': {
    place: 'market',
    seconds: 40,
    passings: [
      walker(1, -0.5, 'stranger-1', '#c25b45'),
      walker(4, 0.45, 'stranger-2', '#7c3f58'),
      walker(13, 0, 'watched', '#2f6f8f', '#4c443a'),
      walker(24, -0.55, 'stranger-8', '#4c6b3f'),
      walker(25, 0.5, 'stranger-4', '#b98a2e', '#2d2f3a'),
    ],
  },
  'nk-cam-bridge': {
    place: 'bridge',
    seconds: 44,
    passings: [
      sedan(0.5, -1.1, demoPlates.unknown, '#9b2f35'),
      pickup(7, 1.1, { ...demoPlates.pickup, color: 'pickup' }, '#e4e2dc'),
      sedan(14.5, -1.1, demoPlates.watched, '#2f4b6e'),
      van(21.5, 1.1, { ...demoPlates.van, color: 'van' }, '#c9ced2'),
      pickup(28.5, -1.1, { ...demoPlates.visitor, color: 'pickup' }, '#3c4a44'),
    ],
  },
  'nk-cam-station': {
    place: 'station',
    seconds: 42,
    passings: [
      van(1, -1.25, { ...demoPlates.van, color: 'van' }, '#50708a'),
      walker(3, 0.5, 'stranger-5', '#5b4a86'),
      pickup(16, -1.25, demoPlates.alsoWatched, '#b7b2a6'),
      walker(18, 0.35, 'stranger-6', '#a8543a'),
      walker(30, 0.55, 'stranger-9', '#3f7466'),
    ],
  },
};

/** What `npm run demo` plays once: everything that must, and much that must not, lead to an incident. */
export const demoScenes: Readonly<Record<string, StreetScene>> = {
  'nk-cam-market': {
    place: 'market',
    seconds: 36,
    passings: [
      walker(1, 0.05, 'watched', '#2f6f8f', '#4c443a'),
      walker(11, -0.1, 'alike', '#c25b45'),
      walker(22, -0.7, 'stranger-5', '#7c3f58'),
      walker(22.4, 0, 'stranger-4', '#4c6b3f'),
      walker(22, 0.7, 'stranger-8', '#b98a2e', '#2d2f3a'),
    ],
  },
  'nk-cam-bridge': {
    place: 'bridge',
    seconds: 34,
    passings: [sedan(1, -1.1, demoPlates.watched, '#2f4b6e'), pickup(16, 1.1, demoPlates.unknown, '#e4e2dc')],
  },
  /** An empty street: nothing may be seen there. */
  'nk-cam-station': { place: 'station', seconds: 20, passings: [] },
};
