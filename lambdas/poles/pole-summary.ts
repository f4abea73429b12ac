import type { Bilingual } from '../zone/zone-file.ts';
import { silenceLimit, testDueAt } from './pole-evidence.ts';
import { type PoleFault, poleFaults } from './pole-fault.ts';
import type { ListedPole, PoleRules } from './pole-registry.ts';

/** `never-heard`: in the zone file, but its first heartbeat has not come. */
export type PoleCondition = 'never-heard' | 'silent' | 'faulty' | 'well';

export interface PoleSummary {
  readonly poleId: string;
  readonly site: Bilingual;
  readonly condition: PoleCondition;
  /** Told and not over yet, the worst first. */
  readonly faults: readonly PoleFault[];
  readonly isTestOverdue: boolean;
  /** The last self-test: when (epoch ms), and whether it passed. */
  readonly test?: { readonly at: number; readonly passed: boolean };
  readonly heartbeatAgeSeconds?: number;
  readonly batteryPercent?: number;
  readonly mainsPower?: boolean;
  readonly firmware?: string;
  readonly isConnected?: boolean;
}

export interface PolesSummary {
  readonly poles: readonly PoleSummary[];
  readonly count: number;
  readonly silent: number;
  readonly neverHeard: number;
  readonly overdue: number;
  /** With any fault, silent ones too. */
  readonly faulty: number;
}

/** How all poles are at `now` (epoch ms), those that need a hand first. */
export function summarizePoles(listed: readonly ListedPole[], rules: PoleRules, now: number): PolesSummary {
  const poles = listed.map((pole) => summarize(pole, rules, now)).toSorted(byNeed);
  const having = (holds: (pole: PoleSummary) => boolean) => poles.filter(holds).length;
  return {
    poles,
    count: poles.length,
    silent: having(({ condition }) => condition === 'silent'),
    neverHeard: having(({ condition }) => condition === 'never-heard'),
    overdue: having(({ isTestOverdue }) => isTestOverdue),
    faulty: having(({ faults }) => faults.length > 0),
  };
}

function summarize({ poleId, place, state }: ListedPole, { rules }: PoleRules, now: number): PoleSummary {
  const { heartbeat, selfTest, connection, health } = state;
  const { batteryPercent, mainsPower, firmware } = heartbeat?.told ?? {};
  const dueAt = testDueAt(state, rules);
  const isTestOverdue = dueAt !== undefined && now > dueAt;
  const faults = poleFaults.filter((fault) => health.marks[fault]?.told !== undefined);
  const isSilent = heartbeat !== undefined && now - heartbeat.at > silenceLimit(state, rules);
  return {
    poleId,
    site: place.name,
    condition: conditionOf(heartbeat === undefined, isSilent || faults.includes('silent'), faults),
    faults,
    isTestOverdue,
    ...(selfTest && { test: { at: selfTest.at, passed: selfTest.told.passed } }),
    ...(heartbeat && { heartbeatAgeSeconds: Math.max(0, Math.round((now - heartbeat.at) / 1000)) }),
    ...(batteryPercent !== undefined && { batteryPercent }),
    ...(mainsPower !== undefined && { mainsPower }),
    ...(firmware !== undefined && { firmware }),
    ...(connection && { isConnected: connection.isConnected }),
  };
}

function conditionOf(isNew: boolean, isSilent: boolean, faults: readonly PoleFault[]): PoleCondition {
  if (isSilent) return 'silent';
  if (faults.length > 0) return 'faulty';
  return isNew ? 'never-heard' : 'well';
}

/** A silent pole calls nobody; of two faulty ones the worse fault counts. */
function byNeed(a: PoleSummary, b: PoleSummary): number {
  return needOf(a) - needOf(b) || (a.poleId < b.poleId ? -1 : 1);
}

function needOf({ condition, faults, isTestOverdue }: PoleSummary): number {
  if (condition === 'silent') return 0;
  const [worst] = faults;
  if (worst !== undefined) return 1 + poleFaults.indexOf(worst);
  const last = poleFaults.length + 1;
  if (isTestOverdue) return last;
  return condition === 'never-heard' ? last + 1 : last + 2;
}
