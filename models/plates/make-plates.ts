/** Writes generated plates for training: npx node models/plates/make-plates.ts --count 9000 --seed 1 --out DIR */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import sharp from 'sharp';
import { randomPlate } from './random-plate.ts';
import { type DrawnPlate, drawPlate, type PlateDrawing } from './render-plate.ts';
import { seededRandom } from './seeded-random.ts';

/** As the real crops: stretched to 2:1. */
const size = { width: 320, height: 160 };

const command = new Command('make-plates')
  .requiredOption('--count <n>', 'how many plates', Number)
  .requiredOption('--out <folder>', 'where manifest.csv, boxes.jsonl and the pictures go')
  .option('--seed <n>', 'the same seed gives the same plates', Number, 1)
  .option('--natural', 'keep the real proportions instead of 2:1', false);

function manifestLine(file: string, { letters, digits, province, layout }: PlateDrawing): string {
  return `${file},${letters}${layout === 'truck' ? '-' : ''}${digits},${province},${layout},train`;
}

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

async function main(): Promise<void> {
  const { count, out, seed, natural } = command
    .parse()
    .opts<{ count: number; out: string; seed: number; natural: boolean }>();
  const random = seededRandom(seed);
  await mkdir(out, { recursive: true });
  const manifest = ['file,plate,province,kind,split'];
  const boxes: string[] = [];
  for (let index = 0; index < count; index++) {
    const file = `${String(index).padStart(5, '0')}.jpg`;
    const drawing = randomPlate(random);
    const drawn = drawPlate(drawing);
    const target = natural ? { width: size.width } : { ...size, fit: 'fill' as const };
    await sharp(Buffer.from(drawn.svg), { density: 96 })
      .resize(target)
      .jpeg({ quality: 92 })
      .toFile(join(out, file));
    manifest.push(manifestLine(file, drawing));
    boxes.push(boxesLine(file, drawn));
  }
  await writeFile(join(out, 'manifest.csv'), `${manifest.join('\n')}\n`);
  await writeFile(join(out, 'boxes.jsonl'), `${boxes.join('\n')}\n`);
}

await main();
