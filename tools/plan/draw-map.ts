import { baseLabels, baseMap } from '../../lambdas/console/base-map.ts';
import { towards } from '../../lambdas/console/map-layout.ts';
import { type MapProjection, projectionOf, scaleBar } from '../../lambdas/console/map-projection.ts';
import { px } from '../../lambdas/console/map-symbols.ts';
import { type PlacedLabel, placeLabels, type WantedLabel } from '../../lambdas/console/place-labels.ts';
import type { Language } from '../../lambdas/console/widget.ts';
import { type Html, html } from '../../lambdas/zone/html.ts';
import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { drawLegend } from './draw-legend.ts';
import { drawPanel } from './draw-panel.ts';
import { fitted, lettered } from './lettered.ts';
import type { PlannedSite, PlanView } from './plan-view.ts';
import { color, northArrow, planCone, siteSign, unknownMeters } from './signs.ts';
import { planWords } from './words.ts';

/** A sheet of A4 or A3 on its long side. */
export const sheet = { width: 1980, height: 1400 };
const head = 92;
const foot = 84;
const panelWidth = 486;
const area = { x: 24, y: head, width: sheet.width - panelWidth - 48, height: sheet.height - head - foot };
/** Room for the names of the outermost sites. */
const margin = 96;
const leastConePixels = 48;

/** The whole plan on one sheet: base map, views to scale, sites by number and phase, figures and list beside it. */
export function drawMap(view: PlanView, language: Language): Html {
  const { zone } = view.plan;
  const points = zone.sites.map(({ longitude, latitude }) => [longitude, latitude] as [number, number]);
  const projection = projectionOf(points, { width: area.width, height: area.height, margin });
  const title = `${planWords.title[language]} · ${zone.zone.name[language]}`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${sheet.width} ${sheet.height}" width="${sheet.width}" height="${sheet.height}" role="img" aria-label="${title}">
<rect width="${sheet.width}" height="${sheet.height}" fill="${color.panel}"/>
${lettered({ text: fitted(title, sheet.width - 60, 38, 700), x: 28, y: 60, size: 38, weight: 700, color: color.text })}
<svg x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}" viewBox="0 0 ${area.width} ${area.height}">${drawGround(view, projection, language)}</svg>
<rect x="${area.x}" y="${area.y}" width="${area.width}" height="${area.height}" fill="none" stroke="${color.line}" stroke-width="1.5"/>
<g transform="translate(${area.x + area.width + 24} ${area.y})">${drawPanel(view, language, { width: panelWidth - 24, height: area.height })}</g>
<g transform="translate(${area.x} ${area.y + area.height})">${drawLegend(view, language, { width: sheet.width - 48, coneFactor: coneFactor(zone, projection) })}</g></svg>`;
}

function drawGround({ sites, plan }: PlanView, projection: MapProjection, language: Language): Html {
  const spotOf = ({ site }: PlannedSite) => projection.toSpot([site.longitude, site.latitude]);
  const metersPerPixel = projection.metersPerPixel / coneFactor(plan.zone, projection);
  const cones = sites.flatMap((planned) =>
    planned.cameras.map((camera) => planCone(spotOf(planned), camera, metersPerPixel)),
  );
  const radius = sites.length > 60 ? 8 : 13;
  return html`<rect width="${area.width}" height="${area.height}" fill="${color.land}"/>
${baseMap(plan.map, projection, color)}
${cones}
${sites.toReversed().map((planned) => siteSign(spotOf(planned), planned, radius))}
${drawNames(sites, plan.map, { projection, metersPerPixel }, language)}
${drawScale(projection, language)}${northArrow({ x: area.width - 34, y: 16 }, planWords.north[language])}`;
}

/** A view of 40 m is a speck on the map of a city: they are drawn so many times larger that one can see where they look. */
function coneFactor({ cameras }: ZoneFile, { metersPerPixel }: MapProjection): number {
  const ranges = cameras.map(({ view }) => view?.rangeMeters ?? unknownMeters).toSorted((a, b) => a - b);
  const usual = ranges[Math.floor(ranges.length / 2)] ?? unknownMeters;
  return Math.max(1, Math.round((leastConePixels * metersPerPixel) / usual));
}

interface SheetLabel extends WantedLabel {
  readonly ink: string;
}

function drawNames(
  sites: readonly PlannedSite[],
  map: PlanView['plan']['map'],
  { projection, metersPerPixel }: { readonly projection: MapProjection; readonly metersPerPixel: number },
  language: Language,
): Html {
  const spots = sites.map(({ site }) => projection.toSpot([site.longitude, site.latitude]));
  const signs = spots.map(({ x, y }) => ({ x: x - 15, y: y - 15, width: 32, height: 34 }));
  const cones = sites.flatMap(({ cameras }, i) =>
    cameras.flatMap(({ bearingDegrees, view }) => {
      const reach = (view?.rangeMeters ?? 0) / metersPerPixel;
      const { x, y } = towards(spots[i] ?? { x: 0, y: 0 }, bearingDegrees, reach * 0.7);
      return [{ x: x - reach * 0.25, y: y - reach * 0.25, width: reach * 0.5, height: reach * 0.5 }];
    }),
  );
  const own: readonly SheetLabel[] = sites.map(({ site }, i) => ({
    text: fitted(site.name[language], 300, 18, 700),
    at: spots[i] ?? { x: 0, y: 0 },
    ...{ away: sites[i]?.hasOpenRoad ? 27 : 24, fontSize: 18, ink: color.text },
  }));
  const base = baseLabels(map, projection, language, color).map((label) => ({
    ...label,
    fontSize: label.fontSize + 3,
  }));
  const inner = { x: 6, y: 6, width: area.width - 12, height: area.height - 12 };
  const corner = { x: 0, y: area.height - 56, width: 260, height: 56 };
  const placed = placeLabels<SheetLabel>([...own, ...base], inner, [...signs, ...cones, corner]);
  return html`${placed.map((label) => drawName(label, label.label.ink === color.text))}`;
}

function drawName({ label, box }: PlacedLabel<SheetLabel>, isSite: boolean): Html {
  // The box is rather too wide: the name keeps to the side of its sign.
  const isRight = !label.centered && box.x >= label.at.x;
  const isLeft = !label.centered && box.x + box.width <= label.at.x;
  const [x, anchor] = isRight
    ? ([box.x, 'start'] as const)
    : isLeft
      ? ([box.x + box.width, 'end'] as const)
      : ([box.x + box.width / 2, 'middle'] as const);
  const line = { text: label.text, x, anchor, y: box.y + box.height / 2 + label.fontSize * 0.34 };
  return lettered({
    ...line,
    ...{ size: label.fontSize, weight: isSite ? 700 : 500, color: label.ink, edge: color.land },
  });
}

function drawScale({ metersPerPixel }: MapProjection, language: Language): Html {
  const { meters, pixels } = scaleBar(metersPerPixel, 200);
  const isLong = meters >= 1000;
  const text = `${isLong ? meters / 1000 : meters} ${planWords[isLong ? 'kilometers' : 'meters'][language]}`;
  const y = area.height - 18;
  return html`<rect x="10" y="${y - 34}" width="${px(pixels + 28)}" height="44" rx="6" fill="${color.panel}" fill-opacity=".88"/><path d="M24 ${y - 7}v7h${px(pixels)}v-7" fill="none" stroke="${color.text}" stroke-width="2.5"/>${lettered({ text, x: 24 + pixels / 2, y: y - 12, size: 17, weight: 700, anchor: 'middle', color: color.text })}`;
}
