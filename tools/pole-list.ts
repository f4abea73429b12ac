import { Command } from 'commander';
import { type PoleSummary, type PolesSummary, summarizePoles } from '../lambdas/poles/pole-summary.ts';
import type { PoleListPorts } from './pole-list-ports.ts';
import { thaiTable } from './thai-table.ts';

export interface PoleListParams {
  readonly openPorts: () => Promise<PoleListPorts>;
  /** Epoch ms. */
  readonly clock: () => number;
  readonly print: (text: string) => void;
}

const defaults: PoleListParams = {
  // Loaded when it is needed: `zone --help` should not wait for the AWS SDK.
  openPorts: async () => (await import('./pole-list-ports.ts')).openPoleListPorts(),
  clock: Date.now,
  print: (text) => console.log(text),
};

/** `zone pole list`: how all poles are, those that need a hand first. */
export function poleListCommand(overrides: Partial<PoleListParams> = {}): Command {
  const { openPorts, clock, print } = { ...defaults, ...overrides };
  return new Command('list')
    .description('how all poles are, those that need a hand first')
    .option('--json', 'print the result as JSON')
    .action(async ({ json }: { readonly json?: true }) => {
      const { poles, registry } = await openPorts();
      const now = clock();
      const summary = summarizePoles(await poles.list(), await registry.rules(), now);
      print(json ? JSON.stringify(summary, undefined, 2) : describePoles(summary, now));
    });
}

const head = ['pole', 'site', 'state', 'heartbeat', 'battery', 'mains', 'last test', 'firmware'];

/** A table of all poles, and how many of them need what. */
export function describePoles(summary: PolesSummary, now: number): string {
  if (summary.count === 0) return 'The zone file names no poles.';
  const rows = summary.poles.map((pole) => rowOf(pole, now));
  return `${thaiTable(head, rows, { compact: true })}\n${countsOf(summary)}`;
}

function countsOf({ count, silent, neverHeard, overdue, faulty }: PolesSummary): string {
  const parts = [
    `${silent} silent`,
    `${faulty} with a fault`,
    `${overdue} overdue a test`,
    `${neverHeard} never heard`,
  ];
  return `Of ${count} ${count === 1 ? 'pole' : 'poles'}: ${parts.join(', ')}.`;
}

function rowOf(pole: PoleSummary, now: number): readonly string[] {
  const { heartbeatAgeSeconds: age, batteryPercent, mainsPower, firmware, test } = pole;
  return [
    pole.poleId,
    pole.site.th,
    stateOf(pole),
    age === undefined ? '–' : `${ageText(age)} ago`,
    batteryPercent === undefined ? '–' : `${Math.round(batteryPercent)} %`,
    mainsPower === undefined ? '–' : mainsPower ? 'on' : 'off',
    test === undefined ? '–' : `${ageText((now - test.at) / 1000)} ago${test.passed ? '' : ', failed'}`,
    firmware === undefined ? '–' : printable(firmware),
  ];
}

function stateOf({ condition, faults, isTestOverdue, isConnected }: PoleSummary): string {
  const words = condition === 'faulty' ? [] : [condition.replace('-', ' ')];
  const others = faults.filter((fault) => fault !== 'silent' && fault !== 'self-test-overdue');
  if (condition === 'silent' && isConnected !== undefined)
    words.push(isConnected ? 'connected' : 'disconnected');
  return [...words, ...others, ...(isTestOverdue ? ['test overdue'] : [])].join(', ');
}

/** A pole wrote it: no control sign of it may reach a terminal. */
const printable = (text: string): string => text.replace(/\p{C}/gu, '');

const units = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3600 },
  { name: 'min', seconds: 60 },
] as const;

/** One unit is enough to see what needs a hand: `40 s`, `3 min`, `9 d`. */
function ageText(seconds: number): string {
  const unit = units.find((one) => seconds >= one.seconds);
  return unit
    ? `${Math.floor(seconds / unit.seconds)} ${unit.name}`
    : `${Math.max(0, Math.floor(seconds))} s`;
}
