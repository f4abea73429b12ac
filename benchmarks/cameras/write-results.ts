import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chartColors, type Drawing, toPng } from '../plates/chart.ts';
import { drawSections } from '../plates/draw-shares.ts';
import { shareOf } from '../plates/intervals.ts';
import { replaceGenerated } from '../plates/results-page.ts';
import { toMarkdown } from '../plates/tables.ts';
import { machineText } from '../plates/write-results.ts';
import type { PassCount } from './count-passes.ts';
import { benchmarkParts, type CamerasReport } from './report.ts';
import { camerasTables } from './tables.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const picture = 'cameras-passes.png';
/** The numbers themselves, so that one part can be measured anew without the others. */
export const resultsFile = join(here, 'results', 'cameras.json');

/** Writes the numbers, the picture and the part of RESULTS.md about cameras; gives the paths it wrote. */
export async function writeCamerasResults(report: CamerasReport): Promise<readonly string[]> {
  const [page, drawing] = [join(here, 'RESULTS.md'), join(here, 'results', picture)];
  writeFileSync(resultsFile, `${JSON.stringify(report, null, 2)}\n`);
  writeFileSync(drawing, await toPng(drawPasses(report)));
  writeFileSync(page, replaceGenerated(readFileSync(page, 'utf8'), resultsText(report), 'cameras'));
  return [resultsFile, drawing, page];
}

/** Each part with its command, when and where it was measured, and its tables. */
export function resultsText(report: CamerasReport): string {
  const tables = camerasTables(report);
  return benchmarkParts
    .flatMap((part) => {
      const measured = report[part];
      if (measured === undefined) return [];
      const image = part === 'passes' ? [`![Passes counted once, by situation](results/${picture})`] : [];
      return [
        `### ${titles[part]}`,
        `\`npm run bench:cameras -- --only ${part}\`; ${machineText(measured)}`,
        ...image,
        ...tables[part].map(toMarkdown),
      ];
    })
    .join('\n\n');
}

const titles = {
  passes: 'Passes',
  calls: 'Paid calls',
  speed: 'Time of a frame',
  'catch-up': 'Faster than it came',
  clips: 'Real films',
} as const;

function drawPasses({ passes }: CamerasReport): Drawing {
  const sections = (passes?.found ?? []).map(({ street, counts }) => ({
    title: street,
    bars: counts.map((count) =>
      barOf(count, street.startsWith('drawn') ? chartColors.real : chartColors.generated),
    ),
  }));
  return drawSections('Passes counted once, % of true passes, with 95 % intervals', sections);
}

const barOf = ({ situation, once, passes }: PassCount, color: string) => ({
  name: situation,
  share: shareOf({ part: once, whole: passes }),
  color,
});
