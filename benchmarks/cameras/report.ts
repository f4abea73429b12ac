import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from '../plates/machine.ts';
import type { CallsReport } from './measure-calls.ts';
import type { CatchUpReport } from './measure-catch-up.ts';
import type { ClipReport } from './measure-clips.ts';
import type { CountedStreet } from './measure-passes.ts';
import type { SpeedReport } from './measure-speed.ts';

export const benchmarkParts = ['passes', 'calls', 'speed', 'catch-up', 'clips'] as const;
export type BenchmarkPart = (typeof benchmarkParts)[number];

/** When, from which seed and on what machine a part was measured. */
export interface Measured<Part> {
  readonly date: string;
  readonly seed: number;
  readonly machine: Machine;
  readonly found: Part;
}

/** All that the benchmark found, as numbers: what --json prints. Parts that were never measured are absent. */
export interface CamerasReport {
  readonly passes?: Measured<readonly CountedStreet[]>;
  readonly calls?: Measured<CallsReport>;
  readonly speed?: Measured<SpeedReport>;
  readonly 'catch-up'?: Measured<CatchUpReport>;
  readonly clips?: Measured<readonly ClipReport[]>;
}

/** What was measured last; parts that are measured alone replace their own. */
export function readReport(path: string): CamerasReport {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as CamerasReport) : {};
}
