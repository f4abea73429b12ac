import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chartColors, toPng } from '../plates/chart.ts';
import { drawSections, type Section } from '../plates/draw-shares.ts';
import { shareOf } from '../plates/intervals.ts';
import { replaceGenerated } from '../plates/results-page.ts';
import { toMarkdown } from '../plates/tables.ts';
import { machineText } from '../plates/write-results.ts';
import type { PassCount } from './count-passes.ts';
import type { CamerasReport } from './report.ts';
import { camerasTables } from './tables.ts';

const here = fileURLToPath(new URL('..', import.meta.url));
const picture = 'cameras-passes.png';

/** Writes the picture and the part of RESULTS.md about cameras; gives the paths it wrote. */
export async function writeCamerasResults(report: CamerasReport, folder = here): Promise<readonly string[]> {
  const [page, drawing] = [join(folder, 'RESULTS.md'), join(folder, 'results', picture)];
  mkdirSync(join(folder, 'results'), { recursive: true });
  writeFileSync(
    drawing,
    await toPng(drawSections('Passes counted once, % of true passes, with 95 % intervals', sections(report))),
  );
  const text = [
    machineText(report),
    `![Passes counted once, by situation](results/${picture})`,
    ...camerasTables(report).map(toMarkdown),
  ].join('\n\n');
  writeFileSync(page, replaceGenerated(readFileSync(page, 'utf8'), text, 'cameras'));
  return [drawing, page];
}

function sections({ drawn = [] }: CamerasReport): readonly Section[] {
  return drawn.map(({ watches, counts }) => ({
    title: `Drawn streets, ${watches}`,
    bars: counts.map((count) => barOf(count, chartColors.real)),
  }));
}

const barOf = ({ situation, once, passes }: PassCount, color: string) => ({
  name: situation,
  share: shareOf({ part: once, whole: passes }),
  color,
});
