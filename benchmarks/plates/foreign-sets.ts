import { basename, dirname } from 'node:path';
import { drawnSigns } from './drawn-signs.ts';
import { foreignCrops, foreignPhotos } from './foreign-pictures.ts';
import type { PictureSet } from './labeled-picture.ts';

/** Pictures without a Thai plate: photos, a crop out of each, and `signs` drawn boards. */
export function foreignSets(folders: readonly string[], signs: number, seed: number): readonly PictureSet[] {
  const origin = 'no Thai plate' as const;
  const sets = folders.flatMap((folder): PictureSet[] => {
    const name = `${basename(dirname(folder))}/${basename(folder)}`;
    return [
      { name: `photos, ${name}`, origin, way: 'photo', pictures: foreignPhotos(folder) },
      { name: `crops of foreign plates, ${name}`, origin, way: 'crop', pictures: foreignCrops(folder, seed) },
    ];
  });
  const drawn: PictureSet = { name: 'drawn boards', origin, way: 'crop', pictures: drawnSigns(signs, seed) };
  return [...sets, drawn];
}
