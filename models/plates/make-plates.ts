/** Writes generated plates for training: npx node models/plates/make-plates.ts --count 14000 --seed 31 --out DIR */
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { manifestHeader, manifestLine } from './manifest.ts';
import { randomPlate } from './random-plate.ts';
import { type DrawnPlate, drawPlate } from './render-plate.ts';
import { seededRandom } from './seeded-random.ts';

/** As the real crops: stretched to 2:1. */
const size = { width: 240, height: 120 };

const command = new Command('make-plates')
  .requiredOption('--count <n>', 'how many plates', Number)
  .requiredOption('--out <folder>', 'where manifest.csv, boxes.jsonl and the pictures go')
  .option('--seed <n>', 'the same seed gives the same plates', Number, 1)
  .option('--natural', 'keep the real proportions instead of 2:1', false);

function boxesLine(file: string, { signs, width, height }: DrawnPlate): string {
  const boxes = signs.map(({ text, box }) => [
    text,
    ...[(box.x + box.width / 2) / width, (box.y + box.height / 2) / height].map((share) =>
      Number(share.toFixed(4)),
    ),
    ...[box.width / width, box.height / height].map((share) => Number(share.toFixed(4))),
  ]);
  return JSON.stringify({ file, boxes });
}

async function writePicture(file: string, { svg, width }: DrawnPlate, natural: boolean): Promise<void> {
  const target = natural ? { width: size.width } : { ...size, fit: 'fill' as const };
  await sharp(Buffer.from(svg), { density: (72 * 1.25 * size.width) / width })
    .resize(target)
    .jpeg({ quality: 92 })
    .toFile(file);
}

async function main(): Promise<void> {
  const { count, out, seed, natural } = command
    .parse()
    .opts<{ count: number; out: string; seed: number; natural: boolean }>();
  const random = seededRandom(seed);
  await mkdir(out, { recursive: true });
  // The manifest is written last: a folder that has one is whole.
  await rm(join(out, 'manifest.csv'), { force: true });
  const manifest = [manifestHeader];
  const boxes: string[] = [];
  for (let index = 0; index < count; index++) {
    const file = `${String(index).padStart(5, '0')}.jpg`;
    const drawing = randomPlate(random);
    const drawn = drawPlate(drawing);
    await writePicture(join(out, file), drawn, natural);
    manifest.push(manifestLine(file, drawing));
    boxes.push(boxesLine(file, drawn));
    if ((index + 1) % 500 === 0) process.stderr.write(`${index + 1} of ${count}\n`);
  }
  await writeFile(join(out, 'boxes.jsonl'), `${boxes.join('\n')}\n`);
  await writeFile(join(out, 'manifest.csv'), `${manifest.join('\n')}\n`);
}

await main();
