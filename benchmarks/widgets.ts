/** How fast the control room's widgets answer, and how large they are: npm run bench:widgets [-- --report]. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Command, InvalidArgumentError } from 'commander';
import { makeZoneView } from '../test/console/make-zone-view.ts';
import { describeMachine } from './plates/machine.ts';
import { replaceGenerated } from './plates/results-page.ts';
import { milliseconds, type ReportTable, toMarkdown } from './plates/tables.ts';
import { measureWidgets, type WidgetTimes } from './widgets/measure.ts';
import { memoryPorts, tablePorts } from './widgets/ports.ts';

interface Options {
  readonly cameras: number;
  readonly poles: number;
  readonly incidents: number;
  readonly times: number;
  readonly report: boolean;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('want a whole number from 1');
  return value;
}

const options = new Command('bench:widgets')
  .option('--cameras <n>', 'in the zone', wholeNumber, 100)
  .option('--poles <n>', 'in the zone', wholeNumber, 80)
  .option('--incidents <n>', 'that nobody has closed', wholeNumber, 200)
  .option('--times <n>', 'each widget is rendered', wholeNumber, 60)
  .option('--report', 'write benchmarks/RESULTS.md', false)
  .parse()
  .opts<Options>();

function tableOf(where: string, found: readonly WidgetTimes[]): ReportTable {
  const { cameras, poles, incidents, times } = options;
  return {
    title: `${where}: ${cameras} cameras, ${poles} poles, ${incidents} open incidents; each widget ${times} times`,
    head: ['widget', 'median, ms', '95th percentile, ms', 'slowest, ms', 'processor, ms', 'kB'],
    rows: found.map(({ widget, median, p95, slowest, processor, kilobytes }) => [
      widget,
      ...[median, p95, slowest, processor].map(milliseconds),
      kilobytes.toFixed(0),
    ]),
  };
}

const view = makeZoneView(options);
const inMemory = await measureWidgets(memoryPorts(view), options.times);
const { ports, close } = await tablePorts(view);
const onTables = await measureWidgets(ports, options.times);
close();
const tables = [
  tableOf('Ports in memory', inMemory),
  tableOf('Tables of the local DynamoDB, in the same process', onTables),
];
const { cpu, cores, node, load } = describeMachine();
const machine = `${new Date().toISOString().slice(0, 10)}. ${cores} cores of ${cpu}; Node ${node.slice(1)}; load ${load.toFixed(1)}.`;
const text = [machine, ...tables.map(toMarkdown)].join('\n\n');
process.stdout.write(`${text}\n`);
if (options.report) {
  const page = fileURLToPath(new URL('RESULTS.md', import.meta.url));
  writeFileSync(page, replaceGenerated(readFileSync(page, 'utf8'), text, 'widgets'));
  process.stderr.write(`wrote ${page}\n`);
}
