import { readFileSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import type { Language } from '../lambdas/console/widget.ts';
import { parseRecipientsFile } from '../lambdas/zone/read-zone-file.ts';
import { printPdf } from './print-pdf.ts';
import { makeReport } from './report/make-report.ts';
import { MonthError, monthOf } from './report/month.ts';
import { reportPage } from './report/report-page.ts';
import type { ReportPorts } from './report-ports.ts';

export interface ReportParams {
  readonly openPorts: (stackName?: string) => Promise<ReportPorts>;
  readonly out: (text: string) => void;
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly printPdf: (page: string) => Promise<Uint8Array>;
}

interface ReportOptions {
  readonly month?: string;
  readonly out: string;
  readonly language?: Language;
  readonly pdf: boolean;
  readonly json: boolean;
  readonly recipients?: string;
  readonly stack?: string;
}

const defaults: ReportParams = {
  openPorts: async (stackName) => (await import('./report-ports.ts')).openReportPorts(stackName),
  out: (text) => void process.stdout.write(text),
  clock: Date.now,
  printPdf,
};

/** `zone report`: what the committee is told of a month. Its action throws errors in plain words. */
export function reportCommand(overrides: Partial<ReportParams> = {}): Command {
  const params = { ...defaults, ...overrides };
  return new Command('report')
    .description('a month for the committee: incidents, response times, uptime, cost; nothing personal')
    .option('--month <yyyy-mm>', 'the month; default: the last one that is over', monthWord)
    .option('--out <folder>', 'where the pages go', '.')
    .addOption(new Option('--language <language>', 'one language; default: both').choices(['th', 'en']))
    .option('--pdf', 'print each page to a PDF too (needs Chromium)', false)
    .option('--json', 'print the numbers and write no file', false)
    .option('--recipients <file>', 'say too which agency of this file is to get which page')
    .option('--stack <name>', 'the stack, if it is not the usual one')
    .action(async ({ month, out, language, pdf, json, recipients, stack }: ReportOptions) => {
      const readers = recipients === undefined ? '' : readersOf(recipients);
      const report = await makeReport({ month, now: params.clock() }, await params.openPorts(stack));
      if (json) return params.out(`${JSON.stringify(report, null, 2)}\n`);
      // All is made before anything is written: where Chromium is missing, no half of a report is left.
      const files = new Map<string, string | Uint8Array>();
      for (const one of language === undefined ? (['th', 'en'] as const) : [language]) {
        const page = reportPage(report, one);
        files.set(`report-${report.month}-${one}.html`, page);
        if (pdf) files.set(`report-${report.month}-${one}.pdf`, await params.printPdf(page));
      }
      await save(out, files, params);
      params.out(readers);
    });
}

async function save(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  { out }: ReportParams,
): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, content] of files) {
    await writeFile(join(folder, name), content);
    out(`${join(folder, name)}\n`);
  }
}

/** A line for each agency that gets the report. Throws FileRefusedError. */
function readersOf(file: string): string {
  const { agencies } = parseRecipientsFile(readFileSync(file, 'utf8'), file);
  return agencies
    .flatMap(({ name, report }) =>
      report ? [`${report.language}: ${name} <${report.emails.join(', ')}>\n`] : [],
    )
    .join('');
}

/** Borders of months depend on the zone; what is no month is none anywhere. */
function monthWord(text: string): string {
  try {
    return monthOf(text, 'UTC').month;
  } catch (error) {
    if (error instanceof MonthError) throw new InvalidArgumentError(error.message);
    throw error;
  }
}
