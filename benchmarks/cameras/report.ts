import type { Machine } from '../plates/machine.ts';
import type { CallsReport } from './measure-calls.ts';
import type { CatchUpReport } from './measure-catch-up.ts';
import type { ClipReport } from './measure-clips.ts';
import type { DrawnPasses } from './measure-passes.ts';
import type { SpeedReport } from './measure-speed.ts';

export const benchmarkParts = ['passes', 'calls', 'speed', 'catch-up', 'clips'] as const;
export type BenchmarkPart = (typeof benchmarkParts)[number];

/** All that the benchmark found, as numbers: what --json prints. Parts that were left out are absent. */
export interface CamerasReport {
  readonly date: string;
  readonly seed: number;
  readonly machine: Machine;
  readonly drawn?: readonly DrawnPasses[];
  readonly calls?: CallsReport;
  readonly speed?: SpeedReport;
  readonly catchUp?: CatchUpReport;
  readonly clips?: readonly ClipReport[];
}
