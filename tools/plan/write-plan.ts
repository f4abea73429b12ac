import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import type { Language } from '../../lambdas/console/widget.ts';
import { drawCoverage } from './draw-coverage.ts';
import { drawMap } from './draw-map.ts';
import { drawPage } from './draw-page.ts';
import type { PlanView } from './plan-view.ts';
import { toGeoJson } from './to-geojson.ts';
import { toCsv, toMarkdown } from './to-text.ts';

type Files = Readonly<Record<string, string | Uint8Array>>;

/** Draws all of a plan, then writes it: a plan that cannot be drawn leaves nothing half behind. Returns the paths. */
export async function writePlan(view: PlanView, folder: string): Promise<readonly string[]> {
  const { zone } = view.plan;
  const files: Files = {
    ...(await drawIn(view, 'th')),
    ...(await drawIn(view, 'en')),
    'plan.geojson': `${JSON.stringify(toGeoJson(zone), null, 1)}\n`,
    'sites.csv': toCsv(zone),
  };
  mkdirSync(folder, { recursive: true });
  return Object.entries(files).map(([name, content]) => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  });
}

async function drawIn(view: PlanView, language: Language): Promise<Files> {
  const [map, coverage] = [drawMap(view, language), drawCoverage(view, language)];
  const page = drawPage(view, language, { map, coverage });
  return {
    [`map-${language}.svg`]: map.markup,
    [`map-${language}.png`]: await png(map.markup),
    [`coverage-${language}.svg`]: coverage.markup,
    [`coverage-${language}.png`]: await png(coverage.markup),
    [`installers-${language}.md`]: toMarkdown(view, language),
    [`plan-${language}.html`]: page,
  };
}

/** A sheet of 60 sites is some 7,000 pixels high: over librsvg's own caution, not over its limit. */
const png = (svg: string): Promise<Uint8Array> =>
  sharp(Buffer.from(svg), { unlimited: true }).png().toBuffer();
