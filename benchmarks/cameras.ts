/** Passes, paid calls and speed of the cameras: npm run bench:cameras [-- --only calls --json]; --help tells the rest. */
import Table from 'cli-table3';
import { Command, InvalidArgumentError, Option } from 'commander';
import sharp from 'sharp';
import { measureCalls } from './cameras/measure-calls.ts';
import { measureCatchUp } from './cameras/measure-catch-up.ts';
import { measureClips } from './cameras/measure-clips.ts';
import { measureDrawnPasses } from './cameras/measure-passes.ts';
import { measureSpeed } from './cameras/measure-speed.ts';
import { openModels } from './cameras/open-models.ts';
import { type BenchmarkPart, benchmarkParts, type CamerasReport } from './cameras/report.ts';
import { camerasTables } from './cameras/tables.ts';
import { writeCamerasResults } from './cameras/write-results.ts';
import { describeMachine } from './plates/machine.ts';

interface Options {
  readonly only: readonly BenchmarkPart[];
  readonly rounds: number;
  readonly frames: number;
  readonly seconds: number;
  readonly seed: number;
  readonly json: boolean;
  readonly report: boolean;
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) throw new InvalidArgumentError('want a whole number from 1');
  return value;
}

const options = new Command('bench:cameras')
  .addOption(
    new Option('--only <names...>', 'only these parts').choices(benchmarkParts).default(benchmarkParts),
  )
  .option('--rounds <n>', 'how often each situation is drawn', wholeNumber, 6)
  .option('--frames <n>', 'frames of each street whose cost is measured', wholeNumber, 60)
  .option('--seconds <n>', 'video to be caught up with, and of each empty street', wholeNumber, 180)
  .option('--seed <n>', 'the same seed gives the same streets', wholeNumber, 424242)
  .option('--json', 'print JSON', false)
  .option('--report', 'write benchmarks/RESULTS.md and its picture', false)
  .parse()
  .opts<Options>();

/** One part after another, the times first, while nothing else is loaded. */
async function measure(): Promise<CamerasReport> {
  sharp.concurrency(1);
  const models = await openModels();
  const { seed, rounds, frames, seconds } = options;
  const progress = (line: string) => void process.stderr.write(`${line}\n`);
  const shared = { models, seed, progress };
  const has = (part: BenchmarkPart) => options.only.includes(part);
  const speed = has('speed') ? await measureSpeed({ ...shared, frames }) : undefined;
  const catchUp = has('catch-up')
    ? await measureCatchUp({ ...shared, seconds, ...(speed && { speed }) })
    : undefined;
  return {
    date: new Date().toISOString().slice(0, 10),
    seed,
    machine: describeMachine(),
    ...(speed && { speed }),
    ...(catchUp && { catchUp }),
    ...(has('passes') && { drawn: await measureDrawnPasses({ ...shared, rounds }) }),
    ...(has('calls') && { calls: await measureCalls({ ...shared, rounds, emptySeconds: seconds }) }),
    ...(has('clips') && { clips: await measureClips(shared) }),
  };
}

function toText(report: CamerasReport): string {
  return camerasTables(report)
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
  for (const path of await writeCamerasResults(report)) process.stderr.write(`wrote ${path}\n`);
