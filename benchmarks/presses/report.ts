import { existsSync, readFileSync } from 'node:fs';
import type { Machine } from '../plates/machine.ts';
import type { HeartbeatBill, HeartbeatWork } from './heartbeats.ts';
import type { FaultReport } from './measure-faults.ts';
import type { ZoneReport } from './measure-zone.ts';

export const pressParts = ['zone', 'zone-faults', 'faults', 'heartbeats'] as const;
export type PressPart = (typeof pressParts)[number];

export interface Measured<Part> {
  readonly date: string;
  readonly seed: number;
  readonly machine: Machine;
  readonly found: Part;
}

export interface HeartbeatReport {
  readonly poles: number;
  readonly work: HeartbeatWork;
  readonly bill: HeartbeatBill;
}

/** All that the benchmark found, as numbers: what --json prints. Parts that were never measured are absent. */
export interface PressesReport {
  readonly zone?: Measured<ZoneReport>;
  readonly 'zone-faults'?: Measured<ZoneReport>;
  readonly faults?: Measured<FaultReport>;
  readonly heartbeats?: Measured<HeartbeatReport>;
}

/** What was measured last; parts that are measured alone replace their own. */
export function readReport(path: string): PressesReport {
  return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as PressesReport) : {};
}
