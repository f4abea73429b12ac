import { sightOf, turnBetween, viewDegreesOf } from '../../lambdas/cameras/sight.ts';
import { towards } from '../../lambdas/console/map-layout.ts';
import { projectionOf, type Spot, scaleBar } from '../../lambdas/console/map-projection.ts';
import { conePath, px } from '../../lambdas/console/map-symbols.ts';
import type { Language } from '../../lambdas/console/widget.ts';
import { type Html, html } from '../../lambdas/zone/html.ts';
import type { Camera, ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { fitted, lettered } from './lettered.ts';
import { measureOf, pixelsAt } from './pixels.ts';
import type { PlannedSite, PlanView } from './plan-view.ts';
import { color, coneColor, northArrow, planCone, siteSign } from './signs.ts';
import { planWords } from './words.ts';

const tile = { width: 440, picture: 380, line: 23 };
const columns = 4;
/** More tiles than this on one sheet nobody reads, and a PNG of them grows beyond what browsers show. */
export const mostTiles = 60;
const leastMeters = 40;
const edge = 24;

/** What each site's cameras see, to scale: a tile per site that has cameras, at most `mostTiles`. */
export function drawCoverage(view: PlanView, language: Language): Html {
  const sites = view.sites.filter(({ cameras }) => cameras.length > 0).slice(0, mostTiles);
  const lines = Math.max(1, ...sites.map(({ cameras }) => cameras.length));
  const tileHeight = 44 + tile.picture + lines * 2 * tile.line + 30;
  const rows = Math.max(1, Math.ceil(sites.length / columns));
  const size = { width: columns * tile.width + 2 * edge, height: 120 + rows * tileHeight + edge };
  const title = `${planWords.coverage[language]} · ${view.plan.zone.zone.name[language]}`;
  return html`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size.width} ${size.height}" width="${size.width}" height="${size.height}" role="img" aria-label="${title}">
<rect width="${size.width}" height="${size.height}" fill="${color.panel}"/>
${lettered({ text: fitted(title, size.width - 2 * edge, 34, 700), x: edge, y: 54, size: 34, weight: 700, color: color.text })}
${lettered({ text: planWords.coverageNote[language], x: edge, y: 90, size: 18, color: color.quiet })}
${sites.map((site, i) => {
  const [x, y] = [edge + (i % columns) * tile.width, 116 + Math.floor(i / columns) * tileHeight];
  return html`<g transform="translate(${x} ${y})">${drawTile(site, view.plan.zone, language)}</g>`;
})}</svg>`;
}

/** One site from above with rings of distance, and what each of its cameras can do. */
function drawTile(planned: PlannedSite, zone: ZoneFile, language: Language): Html {
  const { site, cameras } = planned;
  const width = tile.width - 20;
  return html`${siteSign({ x: 16, y: 18 }, planned, 14)}${lettered({ text: fitted(site.name[language], width - 50, 20, 700), x: 44, y: 25, size: 20, weight: 700, color: color.text })}
<svg x="0" y="44" width="${width}" height="${tile.picture}" viewBox="0 0 ${width} ${tile.picture}">${drawSite(planned, zone, language, { width, height: tile.picture })}</svg>
${cameras.map((camera, i) => {
  const y = 44 + tile.picture + 24 + i * 2 * tile.line;
  const { name, numbers, isShort } = cameraLine(camera, language);
  return html`<circle cx="8" cy="${y - 6}" r="6" fill="${coneColor(camera)}"/>${lettered({ text: fitted(name, width - 22, 16, 700), x: 22, y, size: 16, weight: 700, color: color.text })}${lettered({ text: fitted(numbers, width - 22, 15.5), x: 22, y: y + tile.line - 2, size: 15.5, color: isShort ? color.red : color.quiet })}`;
})}`;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** The picture of one site; other sites' cameras that look in are drawn too. */
export function drawSite(
  { site, cameras }: PlannedSite,
  zone: ZoneFile,
  language: Language,
  size: Size,
): Html {
  const reach = Math.max(leastMeters, ...cameras.map(({ view }) => (view?.rangeMeters ?? 0) * 1.12));
  const metersPerPixel = (2 * reach) / Math.min(size.width, size.height);
  // The base map is too coarse for this scale; its projection is not.
  const { toSpot, metersPerPixel: coarse } = projectionOf([[site.longitude, site.latitude]], {
    ...size,
    margin: 0,
  });
  const [middle, zoom] = [{ x: size.width / 2, y: size.height / 2 }, coarse / metersPerPixel];
  const spotOf = ({ latitude, longitude }: PlannedSite['site']): Spot => {
    const { x, y } = toSpot([longitude, latitude]);
    return { x: middle.x + (x - middle.x) * zoom, y: middle.y + (y - middle.y) * zoom };
  };
  const siteOf = new Map(zone.sites.map((one) => [one.id, one]));
  const around = zone.cameras.flatMap((camera) => {
    const at = siteOf.get(camera.site);
    const isNear = at && sightOf({ at }, site).meters < reach + (camera.view?.rangeMeters ?? 0);
    return at && isNear
      ? [
          html`${planCone(spotOf(at), camera, metersPerPixel)}${watchLine(spotOf(at), camera, metersPerPixel)}`,
        ]
      : [];
  });
  const drawnRings = rings(middle, metersPerPixel, size, { language, bearing: freeBearing(cameras) });
  return html`<rect width="${size.width}" height="${size.height}" rx="8" fill="${color.land}"/>${drawnRings.circles}${around}${drawnRings.labels}<circle cx="${px(middle.x)}" cy="${px(middle.y)}" r="5" fill="${color.text}" stroke="${color.panel}" stroke-width="2"/>${northArrow({ x: size.width - 22, y: 10 }, planWords.north[language])}`;
}

/** Of the four winds the one that the site's cameras look least at. */
function freeBearing(cameras: readonly Camera[]): number {
  const room = (bearing: number) =>
    Math.min(180, ...cameras.map((camera) => turnBetween(camera.bearingDegrees, bearing)));
  return [180, 90, 270, 0].toSorted((a, b) => room(b) - room(a))[0] ?? 180;
}

/** Where the camera is to recognize: an arc across its view. */
function watchLine(spot: Spot, { view, bearingDegrees }: Camera, metersPerPixel: number): Html | undefined {
  if (view === undefined) return undefined;
  const shape = { reach: view.watchesAtMeters / metersPerPixel, degrees: viewDegreesOf(view) };
  return html`<path d="${conePath(spot, bearingDegrees, shape)}" fill="none" stroke="${color.text}" stroke-width="1.6" stroke-dasharray="5 4"/>`;
}

function rings(
  { x, y }: Spot,
  metersPerPixel: number,
  { width, height }: Size,
  { language, bearing }: { readonly language: Language; readonly bearing: number },
) {
  const { meters, pixels } = scaleBar(metersPerPixel, Math.min(width, height) / 4);
  const count = Math.ceil(Math.hypot(width, height) / 2 / pixels);
  const radii = Array.from({ length: count }, (_, i) => (i + 1) * pixels);
  const labels = radii.map((radius, i) => {
    const at = towards({ x, y }, bearing, radius);
    const text = `${(i + 1) * meters} ${planWords.meters[language]}`;
    const isIn = radius < height / 2 - 12;
    return (
      isIn &&
      lettered({
        text,
        x: at.x,
        y: at.y + 5,
        size: 14,
        anchor: 'middle',
        color: color.quiet,
        edge: color.land,
      })
    );
  });
  const circle = (radius: number) =>
    html`<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" fill="none" stroke="${color.line}"/>`;
  return { circles: html`${radii.map(circle)}`, labels: html`${labels}` };
}

/** What a camera can do, in two lines; `isShort` where that is too little. */
export function cameraLine(camera: Camera, language: Language) {
  const { id, view, watches } = camera;
  const name = `${id} · ${watches.map((subject) => planWords[subject][language]).join(' + ')}`;
  if (view === undefined) return { name, numbers: planWords.noView[language], isShort: true };
  const m = planWords.meters[language];
  const pixels = watches.map((subject) => Math.floor(pixelsAt(subject, view, view.watchesAtMeters)));
  const isShort = watches.some(
    (subject, i) => (pixels[i] ?? 0) < measureOf(subject, view.pictureWidthPixels).leastPixels,
  );
  const numbers = [
    `${planWords.height[language]} ${view.mountHeightMeters} ${m}`,
    `${planWords.watchesAt[language]} ${view.watchesAtMeters} ${m} (${pixels.join(' / ')} px)`,
    `${planWords.range[language]} ${view.rangeMeters} ${m}`,
  ];
  return { name, numbers: numbers.join(' · '), isShort };
}
