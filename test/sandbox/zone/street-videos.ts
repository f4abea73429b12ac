import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { demoFaces } from '../../../sandbox/demo/scenes.ts';
import type { PersonPassing, StreetScene } from '../../../sandbox/demo/street-scene.ts';
import { cachedStreetVideo } from '../../../sandbox/demo/street-video.ts';
import { fetchModels } from '../../../tools/fetch-models.ts';

const cacheDir = join(import.meta.dirname, '..', '..', '..', '.cache', 'zone-tests-videos');

/** Invented plates; the first one is put on the watchlist by the tests. */
export const plates = {
  watched: { letters: 'นข', digits: '2045', province: 'ขอนแก่น' },
  unknown: { letters: 'บน', digits: '5167', province: 'หนองคาย' },
} as const;

const videoSeconds = 12;

/** Two cars side by side, the second a little later. */
const carsScene: StreetScene = {
  place: 'bridge',
  seconds: videoSeconds,
  passings: [
    { at: 0, seconds: 11, lane: -1.1, car: 'sedan', paint: '#2f4b6e', plate: plates.watched },
    { at: 0.5, seconds: 11, lane: 1.1, car: 'sedan', paint: '#7a2f35', plate: plates.unknown },
  ],
};

const walker = (at: number, lane: number, person: string, shirt: string): PersonPassing => ({
  ...{ at, seconds: 9, lane, person, shirt },
  trousers: '#333b47',
});

/** Three people in one picture; the watched one comes last and is the smallest in every frame. */
const peopleScene: StreetScene = {
  place: 'market',
  seconds: videoSeconds,
  passings: [
    walker(0, -0.75, 'stranger-5', '#7c3f58'),
    walker(0.4, 0.75, 'stranger-4', '#4c6b3f'),
    walker(1.5, 0, 'watched', '#b98a2e'),
  ],
};

/** The watched car and the watched person at once. */
const mixedScene: StreetScene = {
  place: 'station',
  seconds: videoSeconds,
  passings: [
    { at: 0, seconds: 11, lane: -1.25, car: 'sedan', paint: '#50708a', plate: plates.watched },
    walker(0.5, 0.5, 'watched', '#5b4a86'),
  ],
};

export const mixedVideo = () => video(mixedScene);
export const carsVideo = () => video(carsScene);
export const peopleVideo = () => video(peopleScene);

async function video(scene: StreetScene): Promise<string> {
  const { photosDir } = await fetchModels();
  return cachedStreetVideo({ scene, faces: demoFaces(photosDir), cacheDir });
}

/** The file's first part, as a disk that was full leaves it. */
export async function truncate(file: string, share: number, outFile: string): Promise<string> {
  const bytes = await readFile(file);
  await writeFile(outFile, bytes.subarray(0, Math.round(bytes.length * share)));
  return outFile;
}

/** The same video with noise in place of a stretch of its pictures, as a bad line leaves it. */
export async function corrupt(
  file: string,
  { from, to }: { readonly from: number; readonly to: number },
  outFile: string,
): Promise<string> {
  const bytes = await readFile(file);
  const [start, end] = [Math.round(bytes.length * from), Math.round(bytes.length * to)];
  for (let i = start; i < end; i++) bytes[i] = (i * 7919) % 251;
  await writeFile(outFile, bytes);
  return outFile;
}
