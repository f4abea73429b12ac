// Which signs the plate reader takes for which, on pictures made as bad as a street camera's.
// npx node models/plates/measure-confusions.ts --data FOLDER... [--split train] [--limit 4000] [--model FILE]
// A folder holds manifest.csv (file,plate,split). The last thing it prints is the table of lambdas/plates/confusions.ts.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import sharp from 'sharp';
import { toPlanes } from '../../lambdas/plates/picture-planes.ts';
import { seededRandom } from './seeded-random.ts';

const here = (name: string) => join(import.meta.dirname, name);
const { values: options } = parseArgs({
  options: {
    data: { type: 'string', multiple: true, default: [] },
    split: { type: 'string', default: 'train' },
    limit: { type: 'string', default: '4000' },
    model: { type: 'string', default: here('plate-reader.onnx') },
  },
});

const input = { width: 160, height: 80 };
const { characters: labels }: { characters: string[] } = JSON.parse(
  readFileSync(here('alphabet.json'), 'utf8'),
);

interface Labeled {
  readonly file: string;
  readonly signs: string;
}

/** Every nth plate of the folder, so that at most `limit` are taken. */
function readManifest(folder: string): readonly Labeled[] {
  const [head = '', ...rows] = readFileSync(join(folder, 'manifest.csv'), 'utf8').trim().split(/\r?\n/);
  const column = (name: string) => head.split(',').indexOf(name);
  const [file, plate, split] = [column('file'), column('plate'), column('split')];
  const fits = rows.map((row) => row.split(',')).filter((row) => row[split] === options.split);
  const step = Math.max(1, Math.ceil(fits.length / Number(options.limit)));
  return fits
    .filter((_, index) => index % step === 0)
    .map((row) => ({ file: join(folder, row[file] ?? ''), signs: (row[plate] ?? '').replace(/[- ]/g, '') }));
}

/** Few pixels, out of focus, badly lit and hard pressed: the clean pictures leave nothing to confuse. */
async function spoil(file: string, random: () => number) {
  const width = Math.round(42 + 60 * random());
  const small = await sharp(file)
    .resize(width, Math.round(width * 0.5), { fit: 'fill' })
    .blur(0.4 + 0.8 * random())
    .linear(0.4 + 0.7 * random(), 60 * random() - 20)
    .jpeg({ quality: Math.round(40 + 50 * random()) })
    .toBuffer();
  const { data } = await sharp(small)
    .resize(input.width, input.height, { fit: 'fill' })
    .removeAlpha()
    .toColorspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { ...input, data };
}

const session = await InferenceSession.create(options.model, { intraOpNumThreads: 1, interOpNumThreads: 1 });

/** Probabilities of each slot's signs. */
async function read(file: string, random: () => number): Promise<readonly (readonly number[])[]> {
  const planes = new Float32Array(3 * input.width * input.height);
  toPlanes(await spoil(file, random), planes);
  const { characters } = await session.run({
    plate: new Tensor('float32', planes, [1, 3, input.height, input.width]),
  });
  const all = Array.from((characters?.data ?? []) as Float32Array);
  return Array.from({ length: all.length / labels.length }, (_, slot) =>
    all.slice(slot * labels.length, (slot + 1) * labels.length),
  );
}

interface Confusion {
  /** Sum of the probabilities. */
  weight: number;
  /** Those in which it had at least a tenth. */
  readonly plates: Set<string>;
}

const seen = new Map<string, number>();
const confusions = new Map<string, Confusion>();
const outcomes: Record<string, number> = {};

function count({ signs }: Labeled, slots: readonly (readonly number[])[]): void {
  const best = slots.map((slot) => slot.indexOf(Math.max(...slot)));
  const text = best.map((index) => labels[index]).join('');
  const sure = Math.min(...slots.map((slot) => Math.max(...slot))) >= 0.5;
  const twins = /(\d)\1/.test(text) ? ', equal neighbors read' : '';
  const outcome = `${outcomeOf(signs, text)}${sure ? ', at least .5' : ''}${twins}`;
  outcomes[outcome] = (outcomes[outcome] ?? 0) + 1;
  if (text.length !== signs.length) return;
  for (const [index, sign] of Array.from(signs).entries()) {
    seen.set(sign, (seen.get(sign) ?? 0) + 1);
    for (const [at, probability] of (slots[index] ?? []).entries()) {
      const other = labels[at] ?? '';
      if (other === '' || other === sign || probability < 0.001) continue;
      const key = `${sign}${other}`;
      const found = confusions.get(key) ?? { weight: 0, plates: new Set<string>() };
      confusions.set(key, found);
      found.weight += probability;
      if (probability > 0.1) found.plates.add(signs);
    }
  }
}

/** Twice or once: one of two equal neighbors lost, or one sign written twice. */
function outcomeOf(signs: string, text: string): string {
  if (text === signs) return 'right';
  if (text.length === signs.length) return 'other signs';
  const isDouble = (long: string, short: string) =>
    Array.from(long).some(
      (sign, index) => sign === long[index - 1] && long.slice(0, index) + long.slice(index + 1) === short,
    );
  if (isDouble(signs, text)) return 'one of two equal signs missing';
  if (isDouble(text, signs)) return 'a sign twice';
  return text.length < signs.length ? 'otherwise too short' : 'otherwise too long';
}

for (const folder of options.data) {
  const random = seededRandom(7);
  const plates = readManifest(folder);
  process.stderr.write(`${plates.length} plates of ${folder}\n`);
  for (const plate of plates) count(plate, await read(plate.file, random));
}

interface Share {
  readonly truth: string;
  readonly share: number;
  readonly isSolid: boolean;
}

const isDigit = (sign: string) => /\d/.test(sign);

/** What a sign that was read may have been, every true sign being equally frequent; never a digit for a letter. */
function sharesOf(read: string): readonly Share[] {
  const found = Array.from(confusions, ([key, { weight, plates }]) => {
    const [truth = '', other = ''] = key;
    const isSame = other === read && isDigit(truth) === isDigit(read);
    return { truth, rate: isSame ? weight / (seen.get(truth) ?? 1) : 0, isSolid: plates.size >= 3 };
  });
  const total = found.reduce((sum, { rate }) => sum + rate, 0) || 1;
  const shares = found.map(({ truth, rate, isSolid }) => ({ truth, share: rate / total, isSolid }));
  return shares.filter(({ share }) => share > 0).sort((a, b) => b.share - a.share);
}

console.table(outcomes);
for (const read of labels.filter((label) => label !== '')) {
  const shares = sharesOf(read).filter(({ share, isSolid }) => share >= 0.05 && isSolid);
  const words = shares.map(({ truth, share }) => `${truth}: ${share.toFixed(2)}`).join(', ');
  if (words !== '') console.log(`  ${read}: { ${words} },`);
}
