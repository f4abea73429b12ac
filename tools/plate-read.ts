import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { Command } from 'commander';
import { createOnnxPlateReader } from '../lambdas/plates/onnx-plate-reader.ts';
import { formatPlate, formatPlateWithProvince } from '../lambdas/plates/plate.ts';
import type {
  PlateCandidate,
  PlateReader,
  PlateReading,
  UnreadPlate,
} from '../lambdas/plates/plate-reader.ts';
import { readPicture } from '../lambdas/plates/read-picture.ts';
import { decodePicture } from '../lambdas/runtime/jpeg.ts';
import type { Box } from '../lambdas/zone/picture.ts';

interface PlateReadParams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

interface FileResult {
  readonly file: string;
  readonly plates: readonly PlateReading[];
  /** What looked like a plate and was not read. */
  readonly unread: readonly UnreadPlate[];
  readonly error?: string;
}

const model = (file: string) => fileURLToPath(new URL(`../models/plates/${file}`, import.meta.url));
/** Still pictures come from anywhere: near and far plates are looked for, which a camera's frames need not pay for. */
const detectorPixels = [320, 640, 1120];

/** `zone plate read IMAGE… [--json]`: reads the Thai plates in pictures. Exit code 1 when a file cannot be read. */
export function plateReadCommand(params: Partial<PlateReadParams> = {}): Command {
  const {
    out = (text) => process.stdout.write(text),
    err = (text) => process.stderr.write(text),
    setExitCode = (code) => {
      process.exitCode = code;
    },
  } = params;
  return new Command('read')
    .description('read the Thai license plates in pictures (JPEG or PNG)')
    .argument('<image...>', 'pictures of streets, of cars, or of nothing but a plate')
    .option('--json', 'print an array with one entry per picture', false)
    .action(async (files: readonly string[], options: { readonly json: boolean }) => {
      const reader = await createReader();
      const results: FileResult[] = [];
      for (const file of files) results.push(await readFileOf(reader, file));
      const failed = results.filter((result) => result.error !== undefined);
      for (const { file, error } of failed) err(`${file}: ${error}\n`);
      out(options.json ? `${JSON.stringify(results.map(toJson), null, 2)}\n` : results.map(toTable).join(''));
      if (failed.length > 0) setExitCode(1);
    });
}

async function createReader(): Promise<PlateReader> {
  const alphabet = JSON.parse(await readFile(model('alphabet.json'), 'utf8'));
  const [detectorPath, readerPath] = [model('plate-detector.onnx'), model('plate-reader.onnx')];
  return createOnnxPlateReader({ detectorPath, readerPath, alphabet, detectorPixels });
}

async function readFileOf(reader: PlateReader, file: string): Promise<FileResult> {
  const unread: UnreadPlate[] = [];
  try {
    const picture = await decodePicture(await readFile(file));
    return { file, plates: await readPicture(reader, picture, (one) => unread.push(one)), unread };
  } catch (cause) {
    return { file, plates: [], unread: [], error: cause instanceof Error ? cause.message : String(cause) };
  }
}

function toJson({ file, plates, unread, error }: FileResult) {
  return {
    file,
    plates: plates.map(({ confidence, fields, candidates, ...plate }) => ({
      ...plate,
      confidence: round(confidence),
      fields: {
        class: round(fields.class),
        letters: round(fields.letters),
        digits: round(fields.digits),
        province: round(fields.province),
      },
      candidates: candidates.map(candidateToJson),
    })),
    unread: unread.map(({ confidence, candidates, ...one }) => ({
      ...one,
      confidence: round(confidence),
      candidates: candidates.map(candidateToJson),
    })),
    ...(error === undefined ? {} : { error }),
  };
}

const candidateToJson = ({ plate, probability }: PlateCandidate) => ({
  text: formatPlate(plate),
  ...plate,
  probability: round(probability),
});

const round = (share: number) => Math.round(share * 1e4) / 1e4;
const percent = (share: number) => (share < 0.01 ? '<1 %' : `${Math.floor(share * 100)} %`);
const place = ({ x, y, width, height }: Box) => `${width}×${height} at ${x},${y}`;

function toTable({ file, plates, unread, error }: FileResult): string {
  if (error !== undefined) return `${file}: not read\n`;
  if (plates.length === 0) return `${file}: ${whyNothing(unread)}\n`;
  const head = ['plate', 'sure', 'letters', 'digits', 'class', 'province', 'else it could be', 'box'];
  const table = new Table({ head, style: { head: [], border: [] } });
  for (const { text, class: name, province, confidence, fields, candidates, box } of plates)
    table.push([
      text,
      ...[confidence, fields.letters, fields.digits].map(percent),
      `${name ?? '?'} ${percent(fields.class)}`,
      province === null ? '?' : `${province} ${percent(fields.province)}`,
      candidates.slice(1).map(toGuess).join('\n'),
      place(box),
    ]);
  return `${file}\n${table.toString()}\n`;
}

const toGuess = ({ plate, probability }: PlateCandidate) =>
  `${plate.class === 'lao' ? formatPlateWithProvince(plate) : formatPlate(plate)} ${percent(probability)}`;

/** Less likely ones are not worth a word. */
const worthTelling = 0.05;

/** One line for the place that came nearest to a plate. */
function whyNothing(unread: readonly UnreadPlate[]): string {
  const doubt = ({ candidates }: UnreadPlate) => candidates[0]?.probability ?? 0;
  const [nearest] = unread.toSorted((a, b) => doubt(b) - doubt(a));
  if (nearest === undefined) return 'no plate';
  const { reason, confidence, candidates, box } = nearest;
  if (reason !== 'not sure') return `${reason}, ${percent(confidence)} sure (${place(box)})`;
  const guesses = candidates.filter(({ probability }) => probability >= worthTelling).map(toGuess);
  return `not sure (${place(box)})${guesses.length > 0 ? `: perhaps ${guesses.join(', ')}` : ''}`;
}
