import { existsSync, globSync, readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { type Box, pad } from '../../lambdas/zone/picture.ts';
import { seededRandom } from '../../models/plates/seeded-random.ts';
import type { LabeledPicture } from './labeled-picture.ts';
import { thaiAmongForeign } from './thai-among-foreign.ts';

/** The JPEGs of a folder and all below it, less those known to show a Thai plate. */
export function foreignPhotos(folder: string): readonly LabeledPicture[] {
  return globSync('**/*.jpg', { cwd: folder })
    .filter((file) => !thaiAmongForeign.includes(basename(file)))
    .sort()
    .map((file) => ({ file, truth: null, traits: {}, bytes: () => readFile(join(folder, file)) }));
}

/**
 * One crop out of each photo, to be read as if it were a plate: the photo's own foreign plate where boxes are beside it
 * (`labels/NAME.txt` in YOLO's form, class 0), else a place drawn by lot.
 */
export function foreignCrops(folder: string, seed: number): readonly LabeledPicture[] {
  const random = seededRandom(seed);
  return foreignPhotos(folder).map((photo) => {
    const shares = plateBox(join(folder, photo.file)) ?? anywhere(random);
    return { ...photo, file: `${photo.file}#crop`, bytes: () => cut(photo, shares) };
  });
}

/** As shares of the photo's sides. */
function plateBox(path: string): Box | undefined {
  const labels = path.replace(/images([/\\][^/\\]+)\.jpg$/u, 'labels$1.txt');
  if (labels === path || !existsSync(labels)) return undefined;
  const line = readFileSync(labels, 'utf8')
    .split(/\r?\n/u)
    .find((text) => text.startsWith('0 '));
  const numbers = line?.trim().split(/\s+/u).slice(1).map(Number) ?? [];
  return numbers.length > 4 ? outlineBox(numbers) : centeredBox(numbers);
}

function centeredBox([x, y, width, height]: readonly number[]): Box | undefined {
  if (x === undefined || y === undefined || width === undefined || height === undefined) return undefined;
  return { x: x - width / 2, y: y - height / 2, width, height };
}

/** Some labels are outlines: x and y of one corner after the other. */
function outlineBox(numbers: readonly number[]): Box {
  const [across, down] = [0, 1].map((axis) => numbers.filter((_, at) => at % 2 === axis));
  const [x, y] = [Math.min(...(across ?? [])), Math.min(...(down ?? []))];
  return { x, y, width: Math.max(...(across ?? [])) - x, height: Math.max(...(down ?? [])) - y };
}

function anywhere(random: () => number): Box {
  const width = 0.1 + 0.4 * random();
  const height = width * (0.35 + 0.4 * random());
  return { x: random() * (1 - width), y: random() * (1 - height), width, height };
}

async function cut(photo: LabeledPicture, shares: Box): Promise<Uint8Array> {
  const image = sharp(await photo.bytes());
  const { width, height } = await image.metadata();
  const pixels = {
    x: shares.x * width,
    y: shares.y * height,
    width: shares.width * width,
    height: shares.height * height,
  };
  const box = pad(pixels, 0.03, { width, height });
  return image.extract({ left: box.x, top: box.y, width: box.width, height: box.height }).png().toBuffer();
}
