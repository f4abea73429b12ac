/** Passes, paid calls and speed of the cameras: npm run bench:cameras [-- --only calls --json]; --help tells the rest. */
import { writeFileSync } from 'node:fs';
import Table from 'cli-table3';
import { Command, Option } from 'commander';
import sharp from 'sharp';
import { wholeNumber as wholeNumberFrom } from '../tools/search-options.ts';
import { baselineFile, measurePassSample } from './cameras/check-passes.ts';
import { type FaceStreet, playFaceStreet } from './cameras/face-street.ts';
import { measureBoxPasses } from './cameras/measure-box-passes.ts';
import { countCalls, countFound, measureEmptyStreets } from './cameras/measure-calls.ts';
import { measureCatchUp } from './cameras/measure-catch-up.ts';
import { measureClips } from './cameras/measure-clips.ts';
import { countFacePasses, measureDrawnCars } from './cameras/measure-passes.ts';
import { measureSpeed } from './cameras/measure-speed.ts';
import { type OpenedModels, openModels } from './cameras/open-models.ts';
import {
  type BenchmarkPart,
  benchmarkParts,
  type CamerasReport,
  type Measured,
  readReport,
} from './cameras/report.ts';
import { camerasTables } from './cameras/tables.ts';
import { openTill, type Till } from './cameras/till.ts';
import { resultsFile, writeCamerasResults } from './cameras/write-results.ts';
import { describeMachine } from './plates/machine.ts';

interface Options {
  readonly only: readonly BenchmarkPart[];
  readonly streets: number;
  readonly rounds: number;
  readonly watchedRounds: number;
  readonly emptySeconds: number;
  readonly frames: number;
  readonly seconds: number;
  readonly seed: number;
  readonly json: boolean;
  readonly report: boolean;
  readonly writeBaseline: boolean;
}

const wholeNumber = wholeNumberFrom(1);

const options = new Command('bench:cameras')
  .addOption(
    new Option('--only <names...>', 'only these parts').choices(benchmarkParts).default(benchmarkParts),
  )
  .option('--streets <n>', 'generated streets of each kind', wholeNumber, 20)
  .option('--rounds <n>', 'how often each situation is drawn', wholeNumber, 6)
  .option('--watched-rounds <n>', 'the same where everybody is on the watchlist', wholeNumber, 25)
  .option('--frames <n>', 'frames of each street whose cost is measured', wholeNumber, 60)
  .option('--seconds <n>', 'video to be caught up with', wholeNumber, 240)
  .option('--empty-seconds <n>', 'of each empty street', wholeNumber, 60)
  .option('--seed <n>', 'the same seed gives the same streets', wholeNumber, 424242)
  .option('--json', 'print JSON', false)
  .option('--report', 'write benchmarks/RESULTS.md and its picture', false)
  .option(
    '--write-baseline',
    'only play the streets that CI plays, and accept what it finds as the least (benchmarks/cameras-baseline.json)',
    false,
  )
  .parse()
  .opts<Options>();

const { seed, rounds, frames, seconds } = options;
const progress = (line: string) => void process.stderr.write(`${line}\n`);

type Measure = { readonly [Part in BenchmarkPart]: () => Promise<NonNullable<CamerasReport[Part]>['found']> };

/** How each part is measured; the street of people serves passes and calls. */
function measures(models: OpenedModels, till: Till): Measure {
  const shared = { models, seed, progress };
  let street: Promise<FaceStreet> | undefined;
  const faceStreet = () => {
    street ??= playFaceStreet({ ...shared, rounds, till });
    return street;
  };
  return {
    passes: async () => [
      ...(await measureBoxPasses({ seed, streets: options.streets, episodes: 40, hasParking: true })),
      countFacePasses(await faceStreet()),
      await measureDrawnCars({ ...shared, rounds }),
    ],
    calls: async () => ({
      busy: countCalls(await faceStreet(), till),
      ...countFound([
        await faceStreet(),
        await playFaceStreet({ ...shared, rounds: options.watchedRounds, isAllWatched: true, till }),
      ]),
      empty: await measureEmptyStreets({ ...shared, seconds: options.emptySeconds, till }),
    }),
    speed: () => measureSpeed({ ...shared, frames }),
    'catch-up': () => measureCatchUp({ ...shared, seconds }),
    clips: () => measureClips(shared),
  };
}

async function measure(): Promise<CamerasReport> {
  sharp.concurrency(1);
  const till = await openTill();
  const all = measures(await openModels(), till);
  const report: Record<string, Measured<unknown>> = {};
  for (const part of options.only) {
    const machine = describeMachine();
    report[part] = { date: new Date().toISOString().slice(0, 10), seed, machine, found: await all[part]() };
  }
  await till.close();
  return report;
}

function toText(report: CamerasReport): string {
  return Object.values(camerasTables(report))
    .flat()
    .map(({ title, head, rows }) => {
      const table = new Table({ head: [...head], style: { head: [], border: [] } });
      table.push(...rows.map((row) => [...row]));
      return `${title}\n${table.toString()}\n`;
    })
    .join('\n');
}

if (options.writeBaseline) {
  writeFileSync(baselineFile, `${JSON.stringify(await measurePassSample(), null, 2)}\n`);
  progress(`wrote ${baselineFile}`);
  process.exit();
}

const report = await measure();
process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : toText(report));
if (options.report)
  for (const path of await writeCamerasResults({ ...readReport(resultsFile), ...report }))
    progress(`wrote ${path}`);
