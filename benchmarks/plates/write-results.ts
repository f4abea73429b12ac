import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Drawing, toPng } from './chart.ts';
import { drawCalibration } from './draw-calibration.ts';
import { drawConfusions } from './draw-confusions.ts';
import { drawShares } from './draw-shares.ts';
import type { Report } from './report.ts';
import { replaceGenerated } from './results-page.ts';
import { reportTables, toMarkdown } from './tables.ts';

const here = fileURLToPath(new URL('..', import.meta.url));

/** Writes the pictures and the generated part of RESULTS.md; gives the paths it wrote. */
export async function writeResults(report: Report, folder = here): Promise<readonly string[]> {
  const page = join(folder, 'RESULTS.md');
  const pictures: Readonly<Record<string, Drawing>> = {
    'plates-shares.png': drawShares(report),
    'plates-calibration.png': drawCalibration(report.origins),
    'plates-confusions.png': drawConfusions(report.origins),
  };
  mkdirSync(join(folder, 'results'), { recursive: true });
  const paths = Object.keys(pictures).map((name) => join(folder, 'results', name));
  for (const [name, drawing] of Object.entries(pictures))
    writeFileSync(join(folder, 'results', name), await toPng(drawing));
  writeFileSync(page, replaceGenerated(readFileSync(page, 'utf8'), resultsText(report)));
  return [...paths, page];
}

/** When, from which seed and on what machine it was measured. */
export function machineText({ date, seed, machine }: Pick<Report, 'date' | 'seed' | 'machine'>): string {
  const { cpu, cores, memoryGigabytes, node, onnxruntime, load } = machine;
  return `${date}, seed ${seed}. ${cores} cores of ${cpu}, ${memoryGigabytes} GB; Node ${node.slice(1)}, onnxruntime-node ${onnxruntime}, one thread; load ${load.toFixed(1)}.`;
}

/** Without the names of files: what was read on a photo is for the one who ran it. */
function resultsText(report: Report): string {
  return [
    machineText(report),
    ...report.notes.map((note) => `Left out: ${note}.`),
    '![Exact plates by set, layout, light, angle and width](results/plates-shares.png)',
    ...reportTables(report).map(toMarkdown),
    '![Calibration and coverage](results/plates-calibration.png)',
    '![Confusions](results/plates-confusions.png)',
  ].join('\n\n');
}
