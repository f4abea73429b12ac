/** Accuracy and speed of the plate reader: npx node benchmarks/plates.ts [--data DIR] [--foreign DIR] [--json] */
import { existsSync, globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { Command } from 'commander';
import { createOnnxPlateReader } from '../lambdas/plates/onnx-plate-reader.ts';
import { plateKey } from '../lambdas/plates/plate.ts';
import type { PlateReader, PlateReading } from '../lambdas/plates/plate-reader.ts';
import { readPicture } from '../lambdas/plates/read-picture.ts';
import { decodePicture } from '../lambdas/runtime/jpeg.ts';
import { randomPlate } from '../models/plates/random-plate.ts';
import { renderPlate } from '../models/plates/render-plate.ts';
import { seededRandom } from '../models/plates/seeded-random.ts';

interface Labeled {
  readonly bytes: () => Promise<Uint8Array>;
  /** Series and number without signs between. */
  readonly plate: string;
  /** Empty where unknown. */
  readonly province: string;
}

interface Score {
  readonly set: string;
  readonly pictures: number;
  readonly exactPlate: number;
  readonly characters: number;
  readonly province: number;
  readonly wrong: number;
  readonly nothing: number;
  readonly millisecondsEach: number;
}

const model = (file: string) => fileURLToPath(new URL(`../models/plates/${file}`, import.meta.url));
const defaultData = fileURLToPath(new URL('../../shared/data/thai-plates', import.meta.url));

interface Options {
  readonly data: string;
  readonly split: string;
  readonly generated: number;
  readonly foreign?: string;
  readonly json: boolean;
}

const options = new Command('plates')
  .option('--data <folder>', 'pictures and a CSV with file, plate, province', defaultData)
  .option('--split <name>', 'only rows with this split, where the CSV has that column', 'dev')
  .option('--generated <n>', 'how many generated plates', Number, 300)
  .option('--foreign <folder>', 'JPEGs without any Thai plate: every reading is a false one')
  .option('--json', 'print JSON', false)
  .parse()
  .opts<Options>();

function labeledPictures(folder: string, split: string): readonly Labeled[] {
  const csv = ['manifest.csv', 'labels.csv'].map((file) => join(folder, file)).find(existsSync);
  if (csv === undefined) return [];
  const [head = '', ...lines] = readFileSync(csv, 'utf8').trim().split(/\r?\n/u);
  const columns = head.split(',');
  const rows = lines.map((line) =>
    Object.fromEntries(line.split(',').map((cell, at) => [columns[at], cell])),
  );
  return rows
    .filter((row) => row.split === undefined || row.split === split)
    .map(({ file = '', plate = '', province = '' }) => ({
      bytes: async () => readFileSync(join(folder, file)),
      plate: plate.replace(/[\s-]/gu, ''),
      province,
    }));
}

function generatedPictures(count: number): readonly Labeled[] {
  const random = seededRandom(424242);
  return Array.from({ length: count }, () => {
    const drawing = randomPlate(random);
    return { bytes: () => renderPlate(drawing), plate: plateKey(drawing), province: drawing.province };
  });
}

/** Labeled with no plate: what is read there counts as wrong, and nothing read is exact. */
function foreignPictures(folder: string | undefined): readonly Labeled[] {
  if (folder === undefined) return [];
  const files = globSync('**/*.jpg', { cwd: folder }).sort();
  return files.map((file) => ({
    bytes: async () => readFileSync(join(folder, file)),
    plate: '',
    province: '',
  }));
}

/** Characters in the right place; a missing or surplus one counts as one that is wrong. */
function rightCharacters(read: string, wanted: string): number {
  return [...wanted].filter((character, at) => read[at] === character).length;
}

const share = (part: number, whole: number) => (whole === 0 ? 0 : part / whole);

async function score(set: string, reader: PlateReader, pictures: readonly Labeled[]): Promise<Score> {
  const totals = { exact: 0, right: 0, characters: 0, provinces: 0, known: 0, wrong: 0, nothing: 0, time: 0 };
  for (const { bytes, plate, province } of pictures) {
    const encoded = await bytes();
    const start = performance.now();
    const [reading]: readonly PlateReading[] = await readPicture(reader, await decodePicture(encoded));
    totals.time += performance.now() - start;
    const read = reading ? plateKey(reading) : '';
    totals.exact += read === plate ? 1 : 0;
    totals.nothing += reading ? 0 : 1;
    totals.wrong += reading && read !== plate ? 1 : 0;
    totals.right += rightCharacters(read, plate);
    totals.characters += plate.length;
    totals.known += province === '' ? 0 : 1;
    totals.provinces += province !== '' && reading?.province === province ? 1 : 0;
  }
  return {
    set,
    pictures: pictures.length,
    exactPlate: share(totals.exact, pictures.length),
    characters: share(totals.right, totals.characters),
    province: share(totals.provinces, totals.known),
    wrong: totals.wrong,
    nothing: totals.nothing,
    millisecondsEach: share(totals.time, pictures.length),
  };
}

function toTable(scores: readonly Score[]): string {
  const head = ['set', 'pictures', 'exact plate', 'characters', 'province', 'wrong', 'nothing', 'ms each'];
  const table = new Table({ head, style: { head: [], border: [] } });
  const percent = (value: number) => `${(value * 100).toFixed(1)} %`;
  for (const one of scores)
    table.push([
      ...[one.set, one.pictures, percent(one.exactPlate), percent(one.characters), percent(one.province)],
      ...[one.wrong, one.nothing, one.millisecondsEach.toFixed(0)],
    ]);
  return table.toString();
}

async function main(): Promise<void> {
  const alphabet = JSON.parse(readFileSync(model('alphabet.json'), 'utf8'));
  const [detectorPath, readerPath] = [model('plate-detector.onnx'), model('plate-reader.onnx')];
  const reader = await createOnnxPlateReader({ detectorPath, readerPath, alphabet });
  const sets = {
    [`real (${options.split})`]: labeledPictures(options.data, options.split),
    generated: generatedPictures(options.generated),
    'no Thai plate': foreignPictures(options.foreign),
  };
  const scores: Score[] = [];
  for (const [set, pictures] of Object.entries(sets)) {
    if (pictures.length > 0) scores.push(await score(set, reader, pictures));
  }
  process.stdout.write(options.json ? `${JSON.stringify(scores, null, 2)}\n` : `${toTable(scores)}\n`);
}

await main();
