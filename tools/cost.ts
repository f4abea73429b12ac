import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import sharp from 'sharp';
import { parseZoneFile } from '../lambdas/zone/read-zone-file.ts';
import type { ZoneFile } from '../lambdas/zone/zone-file.ts';
import { costMarkdown, putIntoDocument } from './cost/cost-document.ts';
import { type CostReport, costReport } from './cost/cost-report.ts';
import { type CostTable, costTables, describeBill, linesTable } from './cost/cost-words.ts';
import { drawSensitivity } from './cost/draw-sensitivity.ts';
import { defaultPriceFile, type PriceFile, readPriceFile } from './cost/prices.ts';
import { scaleZone } from './cost/scale-zone.ts';
import { thaiTable } from './thai-table.ts';

interface CostOptions {
  readonly passes?: number;
  readonly cameras?: number;
  readonly poles?: number;
  readonly prices: string;
  readonly lines: boolean;
  readonly json: boolean;
  readonly out?: string;
  readonly into?: string;
}

/** `zone cost FILE`: what a month of AWS costs for a zone file. Its action throws errors in plain words. */
export function costCommand(out: (text: string) => void = (text) => process.stdout.write(text)): Command {
  return new Command('cost')
    .description('what the zone costs in a month on AWS, line by line, and what moves that')
    .argument('[file]', 'the zone file', 'zones/nongkhai.yaml')
    .option('--passes <number>', 'people, and as many vehicles, that pass a camera on a day', countOf)
    .option('--cameras <number>', 'the same mixture for so many cameras', countOf)
    .option('--poles <number>', 'and so many poles', countOf)
    .option('--prices <file>', 'another price file', defaultPriceFile)
    .option('--lines', 'each line with how it comes about', false)
    .option('--json', 'print all of it as JSON', false)
    .option('--out <folder>', 'write cost.md, cost.json, sensitivity.svg and .png there')
    .option('--into <document>', 'write the tables into the marked part of a document')
    .action(async (file: string, options: CostOptions) => {
      const prices = readPriceFile(options.prices);
      const zone = sized(parseZoneFile(readFileSync(file, 'utf8'), file), options);
      const assumptions = options.passes === undefined ? {} : { passesPerDay: options.passes };
      const report = costReport({ zone, prices, assumptions });
      out(options.json ? `${JSON.stringify(report, null, 2)}\n` : describe(report, options.lines));
      if (options.out !== undefined) await writeAll(options.out, report, prices);
      if (options.into !== undefined) writeInto(options.into, report, prices);
    });
}

function sized(zone: ZoneFile, { cameras = zone.cameras.length, poles }: CostOptions): ZoneFile {
  return scaleZone(zone, { cameras, ...(poles !== undefined && { poles }) });
}

function describe(report: CostReport, withLines: boolean): string {
  const tables = withLines ? [linesTable(report), ...costTables(report)] : costTables(report);
  return `${describeBill(report)}\n\n${tables.map(printTable).join('\n\n')}\n`;
}

const printTable = ({ title, head, rows }: CostTable) =>
  `${title}\n${thaiTable(head, rows, { compact: true })}`;

async function writeAll(folder: string, report: CostReport, prices: PriceFile): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const svg = drawSensitivity({
    title: { th: 'สิ่งที่มีผลต่อค่าใช้จ่าย', en: 'What moves the bill' },
    usd: report.estimate.usd,
    thbPerUsd: report.thbPerUsd,
    swings: report.sensitivity,
  });
  writeFileSync(join(folder, 'cost.md'), `# ${report.zone}\n\n${costMarkdown(report, prices)}\n`);
  writeFileSync(join(folder, 'cost.json'), `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(join(folder, 'sensitivity.svg'), svg);
  writeFileSync(join(folder, 'sensitivity.png'), await sharp(Buffer.from(svg)).png().toBuffer());
}

function writeInto(document: string, report: CostReport, prices: PriceFile): void {
  writeFileSync(document, putIntoDocument(readFileSync(document, 'utf8'), costMarkdown(report, prices)));
}

function countOf(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 0 || count > 100_000)
    throw new InvalidArgumentError('it must be a whole number up to 100,000.');
  return count;
}
