import { existsSync, statSync } from 'node:fs';
import { cpus, loadavg, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import onnxPackage from 'onnxruntime-node/package.json' with { type: 'json' };

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly node: string;
  readonly onnxruntime: string;
  /** Programs that wanted a core over the last minute: above the number of cores, times are upper limits. */
  readonly load: number;
  readonly modelMegabytes: number;
}

export const modelPath = (file: string): string =>
  fileURLToPath(new URL(`../../models/plates/${file}`, import.meta.url));

const models = ['plate-detector.onnx', 'plate-reader.onnx'];

export function describeMachine(): Machine {
  const bytes = models.map(modelPath).map((path) => (existsSync(path) ? statSync(path).size : 0));
  return {
    cpu: cpus()[0]?.model.trim() || 'unknown CPU',
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    onnxruntime: onnxPackage.version,
    load: loadavg()[0] ?? 0,
    modelMegabytes: bytes.reduce((sum, size) => sum + size, 0) / 1e6,
  };
}
