import { readFile } from 'node:fs/promises';
import { createOnnxPlateReader } from '../../lambdas/plates/onnx-plate-reader.ts';
import type { PlateReader } from '../../lambdas/plates/plate-reader.ts';
import { modelPath } from './machine.ts';

/** The reader as `watch-camera` has it: the committed models, one thread. */
export async function openReader(): Promise<PlateReader> {
  return createOnnxPlateReader({
    detectorPath: modelPath('plate-detector.onnx'),
    readerPath: modelPath('plate-reader.onnx'),
    alphabet: JSON.parse(await readFile(modelPath('alphabet.json'), 'utf8')),
    intraOpNumThreads: 1,
  });
}
