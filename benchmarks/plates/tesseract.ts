import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import sharp from 'sharp';
import type { LabeledPicture } from './labeled-picture.ts';
import type { Outcome } from './outcome.ts';
import { findPlateInText } from './tesseract-text.ts';

export const tesseractMissing =
  'tesseract is not installed (apt-get install tesseract-ocr tesseract-ocr-tha): no comparison';

/** "A block of text": it tells the number from the province below it by itself. */
const pageMode = '6';

/** The version that reads Thai here, or undefined. */
export function tesseractVersion(): string | undefined {
  const languages = spawnSync('tesseract', ['--list-langs'], { encoding: 'utf8' });
  if (languages.error || !/^tha$/mu.test(languages.stdout)) return undefined;
  const { stdout } = spawnSync('tesseract', ['--version'], { encoding: 'utf8' });
  return stdout.split('\n')[0];
}

/**
 * Reads the same pictures with Tesseract, all in one process on one thread, so that its start is not in the time each.
 * It tells no confidence for what was found in its text: 1 stands for it.
 */
export async function readByTesseract(pictures: readonly LabeledPicture[]): Promise<readonly Outcome[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plates-tesseract-'));
  try {
    const files = await Promise.all(
      pictures.map((picture, index) => prepare(picture, join(folder, `${index}.png`))),
    );
    writeFileSync(join(folder, 'list.txt'), files.join('\n'));
    const start = performance.now();
    const pages = runTesseract(join(folder, 'list.txt'));
    const milliseconds = (performance.now() - start) / pictures.length;
    return pictures.map(({ file, truth, traits }, index) => {
      const plate = findPlateInText(pages[index] ?? '');
      const read = plate && { ...plate, class: null, confidence: 1 };
      return { file, truth, traits, milliseconds, ...(read ? { read } : {}) };
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Gray, 320 pixels wide: of the sizes, borders, thresholds and page modes tried on other plates, nothing did better. */
async function prepare(picture: LabeledPicture, path: string): Promise<string> {
  await sharp(await picture.bytes())
    .resize({ width: 320 })
    .grayscale()
    .png()
    .toFile(path);
  return path;
}

/** Its text for each file of the list; pages end with a form feed. */
function runTesseract(list: string): readonly string[] {
  const args = [list, 'stdout', '-l', 'tha', '--psm', pageMode, '--dpi', '150'];
  const done = spawnSync('tesseract', args, {
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
    env: { ...process.env, OMP_THREAD_LIMIT: '1' },
  });
  if (done.status !== 0) throw new Error(`tesseract ended with ${done.status}: ${done.stderr}`);
  return done.stdout.split('\f');
}
