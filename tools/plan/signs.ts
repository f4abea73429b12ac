import { viewDegreesOf } from '../../lambdas/cameras/sight.ts';
import type { Spot } from '../../lambdas/console/map-projection.ts';
import { conePath, px } from '../../lambdas/console/map-symbols.ts';
import { palettes } from '../../lambdas/console/style.ts';
import { type Html, html } from '../../lambdas/zone/html.ts';
import type { Camera } from '../../lambdas/zone/zone-file.ts';
import { recognizingMeters } from './coverage.ts';
import { lettered } from './lettered.ts';
import type { PlannedSite } from './plan-view.ts';

export const color = palettes.light;

/** Told apart by the color-blind too (after Okabe and Ito), and dark enough for white figures. */
const phaseColors = ['#0a5480', '#a8480a', '#6a3d8f', '#14573a', '#7a5a00', '#8f2f5b', '#33475b', '#5b3a29'];
const coneColors = { faces: '#0a6fb0', plates: '#c05a00', both: '#7b3f9e' } as const;

export function phaseColor(phase: number | undefined): string {
  return phase === undefined ? color.quiet : (phaseColors[phase] ?? color.quiet);
}

export function coneColor({ watches: [first, second] }: Pick<Camera, 'watches'>): string {
  return second !== undefined ? coneColors.both : coneColors[first ?? 'faces'];
}

/** A camera whose lens is not known is drawn this far, dashed. */
export const unknownMeters = 30;

/** What a camera sees, to scale: light as far as it sees, dark where it recognizes, dashed where it is to watch. */
export function planCone(spot: Spot, camera: Camera, metersPerPixel: number): Html {
  const { view, bearingDegrees } = camera;
  const ink = coneColor(camera);
  const path = (meters: number) =>
    conePath(spot, bearingDegrees, { reach: meters / metersPerPixel, degrees: viewDegreesOf(view) });
  if (view === undefined)
    return html`<path d="${path(unknownMeters)}" fill="none" stroke="${ink}" stroke-dasharray="4 3"/>`;
  const recognizing = recognizingMeters(camera);
  return html`<path d="${path(view.rangeMeters)}" fill="${ink}" fill-opacity=".22" stroke="${ink}" stroke-opacity=".8" stroke-width="1.2"/>${recognizing > 0 && html`<path d="${path(recognizing)}" fill="${ink}" fill-opacity=".5"/>`}`;
}

/** The number of a site in the color of its phase: filled for the first, a ring for later ones, as print is often gray. */
export function siteSign({ x, y }: Spot, { number, phase, poles, ...flags }: PlannedSite, radius = 12): Html {
  const ink = phaseColor(phase);
  const isFilled = phase === 0;
  const size = radius * (number > 99 ? 0.85 : 1.1);
  const figure = lettered({
    ...{ text: String(number), x, y: y + size * 0.36, size, anchor: 'middle', weight: 700 },
    color: isFilled ? color.panel : ink,
  });
  const side = radius * 0.9;
  const pole =
    poles.length > 0 &&
    html`<rect x="${px(x + radius * 0.55)}" y="${px(y + radius * 0.4)}" width="${px(side)}" height="${px(side)}" rx="2" fill="${flags.hasUnseenPole ? color.red : color.green}" stroke="${color.panel}" stroke-width="1.5"/>`;
  const road =
    flags.hasOpenRoad &&
    html`<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius + 5)}" fill="none" stroke="${color.red}" stroke-width="2.5" stroke-dasharray="5 4"/>`;
  return html`${road}<circle cx="${px(x)}" cy="${px(y)}" r="${px(radius)}" fill="${isFilled ? ink : color.panel}" stroke="${isFilled ? color.panel : ink}" stroke-width="${isFilled ? 2 : 3}"/>${figure}${pole}`;
}

/** A scale bar and the north arrow. */
export function northArrow({ x, y }: Spot, word: string): Html {
  return html`<path d="M${px(x)} ${px(y)}l8 19l-8-5l-8 5z" fill="${color.text}"/>${lettered({ text: word, x, y: y + 36, size: 15, weight: 700, anchor: 'middle', color: color.text })}`;
}
