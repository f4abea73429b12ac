/** From a press to its alert, and what faults do to it: npm run bench:presses [-- --only faults]; --help tells the rest. */
import Table from 'cli-table3';
import { Command, Option } from 'commander';
import { wholeNumber as wholeNumberFrom } from '../tools/search-options.ts';
import { describeMachine } from './plates/machine.ts';
import { measureFaults } from './presses/measure-faults.ts';
import { measureHeartbeats } from './presses/measure-heartbeats.ts';
import { measureZone } from './presses/measure-zone.ts';
import { type PressesReport, type PressPart, pressParts, readReport } from './presses/report.ts';
import { pressesTables } from './presses/tables.ts';
import { resultsFile, writePressesResults } from './presses/write-results.ts';

interface Options {
  readonly only: readonly PressPart[];
  readonly poles: number;
  readonly presses: number;
  readonly concurrency: number;
  readonly manyPresses: number;
  readonly heartbeatPoles: number;
  readonly seed: number;
  readonly json: boolean;
  readonly report: boolean;
}

const wholeNumber = wholeNumberFrom(1);

const options = new Command('bench:presses')
  .addOption(new Option('--only <names...>', 'only these parts').choices(pressParts).default(pressParts))
  .option('--poles <n>', 'connected to the local zone, at most 1000', wholeNumber, 1000)
  .option('--presses <n>', 'within one second in the local zone', wholeNumber, 200)
  .option('--concurrency <n>', 'processes per function of the local zone', wholeNumber, 2)
  .option('--many-presses <n>', 'of the part in memory', wholeNumber, 10_000)
  .option('--heartbeat-poles <n>', 'of the part on paper', wholeNumber, 10_000)
  .option('--seed <n>', 'the same seed gives the same faults in memory', wholeNumber, 424242)
  .option('--json', 'print JSON', false)
  .option('--report', 'write benchmarks/RESULTS.md', false)
  .parse()
  .opts<Options>();

const { seed, poles, presses, concurrency } = options;
const progress = (line: string) => void process.stderr.write(`${line}\n`);

const measures: { readonly [Part in PressPart]: () => Promise<NonNullable<PressesReport[Part]>['found']> } = {
  zone: () => measureZone({ poles, presses, concurrency, seed, progress, hasFaults: false }),
  'zone-faults': () => measureZone({ poles, presses, concurrency, seed, progress, hasFaults: true }),
  faults: () =>
    measureFaults({
      ...{ presses: options.manyPresses, seed },
      ...{ throttledShare: 0.2, killedShare: 0.05, doubledShare: 0.05 },
    }),
  heartbeats: () => measureHeartbeats(options.heartbeatPoles),
};

async function measure(): Promise<PressesReport> {
  const report: Record<string, unknown> = {};
  for (const part of options.only) {
    const measured = { date: new Date().toISOString().slice(0, 10), seed, machine: describeMachine() };
    report[part] = { ...measured, found: await measures[part]() };
  }
  return report;
}

function toText(report: PressesReport): string {
  return Object.values(pressesTables(report))
    .flat()
    .map(({ title, head, rows }) => {
      const table = new Table({ head: [...head], style: { head: [], border: [] } });
      table.push(...rows.map((row) => [...row]));
      return `${title}\n${table.toString()}\n`;
    })
    .join('\n');
}

const report = await measure();
process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : toText(report));
if (options.report)
  for (const path of writePressesResults({ ...readReport(resultsFile), ...report }))
    progress(`wrote ${path}`);
