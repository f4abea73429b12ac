/** Accuracy and speed of the plate reader: npm run bench:plates [-- --data DIR --json]; --help tells the rest. */
import { globSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Table from 'cli-table3';
import { Command, Option } from 'commander';
import { wholeNumber as wholeNumberFrom } from '../tools/search-options.ts';
import { baselineFile, fixesFile, measureSample, realFolder } from './plates/check-sample.ts';
import { CsvFormatError } from './plates/csv.ts';
import { LabelFixError } from './plates/label-fixes.ts';
import { LabeledFolderError } from './plates/labeled-folder.ts';
import { type ReadingWay, readingWays } from './plates/labeled-picture.ts';
import { type BenchmarkPart, benchmarkParts, measurePlates } from './plates/measure.ts';
import { openReader } from './plates/open-reader.ts';
import type { Report } from './plates/report.ts';
import { reportTables } from './plates/tables.ts';
import { writeResults } from './plates/write-results.ts';

interface Options {
  readonly data: string;
  readonly split?: string;
  readonly fixes: string;
  readonly way?: readonly ReadingWay[];
  readonly generated: number;
  readonly foreign?: readonly string[];
  readonly signs: number;
  readonly tesseract: number;
  readonly seed: number;
  readonly parts: readonly BenchmarkPart[];
  readonly json: boolean;
  readonly report: boolean;
  readonly writeBaseline: boolean;
}

const wholeNumber = wholeNumberFrom(0);

const options = new Command('bench:plates')
  .option('--data <folder>', 'pictures with a manifest.csv or labels.csv: file,plate,province', realFolder)
  .option('--split <name>', 'only rows with this split (default: all but train)')
  .option('--fixes <csv>', 'corrections of labels: file,field,position,given,true', fixesFile)
  .addOption(new Option('--way <names...>', 'how --data is read, whatever its sizes').choices(readingWays))
  .option('--generated <n>', 'pictures of each generated set', wholeNumber, 100)
  .option('--foreign <folders...>', 'JPEGs without any Thai plate')
  .option('--signs <n>', 'drawn boards that are no plates', wholeNumber, 200)
  .option('--tesseract <n>', 'at most so many pictures for tesseract', wholeNumber, 300)
  .option('--seed <n>', 'the same seed gives the same pictures', wholeNumber, 424242)
  .addOption(
    new Option('--parts <names...>', 'only these parts').choices(benchmarkParts).default(benchmarkParts),
  )
  .option('--json', 'print JSON', false)
  .option('--report', 'write benchmarks/RESULTS.md and its pictures', false)
  .option('--write-baseline', 'only measure what CI checks, and make it the new baseline', false)
  .parse()
  .opts<Options>();

/** Photos of cars elsewhere, beside the checkout. */
const foreignFolders = () => {
  const shared = fileURLToPath(new URL('../../shared/data/plate-boxes', import.meta.url));
  return globSync('*/valid', { cwd: shared })
    .sort()
    .map((folder) => join(shared, folder));
};

async function main(): Promise<void> {
  const reader = await openReader();
  if (options.writeBaseline) {
    writeFileSync(baselineFile, `${JSON.stringify(await measureSample(reader), null, 2)}\n`);
    return;
  }
  const report = await measurePlates({
    ...options,
    reader,
    fixesFile: options.fixes,
    foreign: options.foreign ?? foreignFolders(),
    date: new Date().toISOString().slice(0, 10),
    progress: (line) => process.stderr.write(`${line}\n`),
    ...(options.way === undefined ? {} : { ways: options.way }),
  });
  process.stdout.write(options.json ? `${JSON.stringify(report, null, 2)}\n` : toText(report));
  if (options.report) for (const path of await writeResults(report)) process.stderr.write(`wrote ${path}\n`);
}

function toText(report: Report): string {
  const tables = reportTables(report).map(({ title, head, rows }) => {
    const table = new Table({ head: [...head], style: { head: [], border: [] } });
    table.push(...rows.map((row) => [...row]));
    return `${title}\n${table.toString()}\n`;
  });
  const suspects = report.falseReads.at(-1)?.limits[0]?.files ?? [];
  const look = suspects.length > 0 ? [`Read without a plate (look at them): ${suspects.join(', ')}\n`] : [];
  return [...tables, ...look, ...report.notes.map((note) => `${note}\n`)].join('\n');
}

try {
  await main();
} catch (cause) {
  const isInput =
    cause instanceof LabeledFolderError || cause instanceof LabelFixError || cause instanceof CsvFormatError;
  if (!isInput) throw cause;
  process.stderr.write(`${cause.message}\n`);
  process.exitCode = 1;
}
