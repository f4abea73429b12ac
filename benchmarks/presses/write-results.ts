import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { replaceGenerated } from '../plates/results-page.ts';
import { toMarkdown } from '../plates/tables.ts';
import { machineText } from '../plates/write-results.ts';
import { type PressesReport, pressParts } from './report.ts';
import { pressesTables } from './tables.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
/** The numbers themselves, so that one part can be measured anew without the others. */
export const resultsFile = join(here, 'results', 'presses.json');

/** Writes the numbers and the part of RESULTS.md about presses; gives the paths it wrote. */
export function writePressesResults(report: PressesReport): readonly string[] {
  const page = join(here, 'RESULTS.md');
  writeFileSync(resultsFile, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(page, replaceGenerated(readFileSync(page, 'utf8'), resultsText(report), 'presses'));
  return [resultsFile, page];
}

/** Each part with its command, when and where it was measured, and its tables. */
export function resultsText(report: PressesReport): string {
  const tables = pressesTables(report);
  return pressParts
    .flatMap((part) => {
      const measured = report[part];
      if (measured === undefined) return [];
      const command = `npm run bench:presses -- --only ${part}`;
      return [
        `### ${titles[part]}`,
        `\`${command}\`; ${machineText(measured)}`,
        ...tables[part].map(toMarkdown),
      ];
    })
    .join('\n\n');
}

const titles = {
  zone: 'From the press to the alert',
  'zone-faults': 'The same under faults',
  faults: 'Many presses under faults',
  heartbeats: 'Heartbeats',
} as const;
