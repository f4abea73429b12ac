import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { Command } from 'commander';
import { createOnnxPlateReader } from '../lambdas/plates/onnx-plate-reader.ts';
import type { PlateReader, PlateReading } from '../lambdas/plates/plate-reader.ts';
import { readPicture } from '../lambdas/plates/read-picture.ts';
import { decodePicture } from '../lambdas/runtime/jpeg.ts';

interface PlateReadParams {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly setExitCode: (code: number) => void;
}

interface FileResult {
  readonly file: string;
  readonly plates: readonly PlateReading[];
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
  try {
    return { file, plates: await readPicture(reader, await decodePicture(await readFile(file))) };
  } catch (cause) {
    return { file, plates: [], error: cause instanceof Error ? cause.message : String(cause) };
  }
}

function toJson({ file, plates, error }: FileResult) {
  const rounded = plates.map(({ text, letters, digits, province, confidence, fields, box }) => ({
    ...{ text, letters, digits, province, confidence: round(confidence) },
    fields: {
      letters: round(fields.letters),
      digits: round(fields.digits),
      province: round(fields.province),
    },
    box,
  }));
  return { file, plates: rounded, ...(error === undefined ? {} : { error }) };
}

const round = (share: number) => Math.round(share * 1e4) / 1e4;

function toTable({ file, plates, error }: FileResult): string {
  if (error !== undefined) return `${file}: not read\n`;
  if (plates.length === 0) return `${file}: no plate\n`;
  const table = new Table({ head: ['plate', 'province', 'sure', 'box'], style: { head: [], border: [] } });
  for (const { text, province, confidence, box } of plates)
    table.push([
      text,
      province ?? '?',
      `${Math.floor(confidence * 100)} %`,
      `${box.width}×${box.height} at ${box.x},${box.y}`,
    ]);
  return `${file}\n${table.toString()}\n`;
}
