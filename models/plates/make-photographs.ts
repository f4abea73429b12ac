/** Writes drawn plates as photographed from afar, half of them at night: npx node models/plates/make-photographs.ts --count 7000 --seed 71 --out DIR */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { toSharp } from '../../lambdas/runtime/jpeg.ts';
import type { Box } from '../../lambdas/zone/picture.ts';
import { manifestHeader, manifestLine } from './manifest.ts';
import { boundsOf, type PhotoConditions, photographPlate } from './photograph-plate.ts';
import type { PlateDrawing } from './plate-drawing.ts';
import { everyday, night, oblique, rainAndDirt } from './random-conditions.ts';
import { randomPlate } from './random-plate.ts';
import { between, pick, type Random, seededRandom } from './seeded-random.ts';

/** As the real crops: stretched to 2:1. */
const size = { width: 240, height: 120 };
/** What the reader still misses most stands most often: night, then the angle. */
const kinds = [night, night, night, oblique, everyday, rainAndDirt];
const widths = [50, 130] as const;

const command = new Command('make-photographs')
  .requiredOption('--count <n>', 'how many plates', Number)
  .requiredOption('--out <folder>', 'where manifest.csv and the pictures go')
  .option('--seed <n>', 'the same seed gives the same plates', Number, 1);

function drawConditions(random: Random): PhotoConditions {
  const widthPixels = Math.round(between(...widths, random));
  return { ...pick(kinds, random)(random), widthPixels, margin: 0.25 };
}

/** As a detector boxes it: never quite around the plate. */
function looseBox({ x, y, width, height }: Box, within: Box, random: Random) {
  const off = () => between(-0.03, 0.09, random);
  const left = Math.max(0, Math.round(x - off() * width));
  const top = Math.max(0, Math.round(y - off() * height));
  const right = Math.min(within.width, Math.round(x + width * (1 + off())));
  const bottom = Math.min(within.height, Math.round(y + height * (1 + off())));
  return { left, top, width: right - left, height: bottom - top };
}

async function writePhotograph(file: string, drawing: PlateDrawing, random: Random): Promise<void> {
  const conditions = drawConditions(random);
  const { picture, corners } = await photographPlate(drawing, conditions, Math.floor(random() * 2 ** 32));
  const { width, height } = picture;
  const jpeg = await toSharp(picture).jpeg({ quality: conditions.jpegQuality }).toBuffer();
  await sharp(jpeg)
    .extract(looseBox(boundsOf(corners), { x: 0, y: 0, width, height }, random))
    .resize({ ...size, fit: 'fill' })
    .jpeg({ quality: 92 })
    .toFile(file);
}

async function main(): Promise<void> {
  const { count, out, seed } = command.parse().opts<{ count: number; out: string; seed: number }>();
  const random = seededRandom(seed);
  await mkdir(out, { recursive: true });
  // The manifest is written last: a folder that has one is whole.
  await rm(join(out, 'manifest.csv'), { force: true });
  const manifest = [manifestHeader];
  for (let index = 0; index < count; index++) {
    const file = `${String(index).padStart(5, '0')}.jpg`;
    const drawing = randomPlate(random);
    await writePhotograph(join(out, file), drawing, random);
    manifest.push(manifestLine(file, drawing));
    if ((index + 1) % 500 === 0) process.stderr.write(`${index + 1} of ${count}\n`);
  }
  await writeFile(join(out, 'manifest.csv'), `${manifest.join('\n')}\n`);
}

await main();
