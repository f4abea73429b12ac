import { type Html, html } from '../zone/html.ts';
import type { MapFile } from '../zone/map-file.ts';
import { baseMap } from './base-map.ts';
import { mapLabels } from './map-labels.ts';
import type { MapLayout } from './map-layout.ts';
import { scaleBar } from './map-projection.ts';
import { cone, deviceSign, incidentRing, px } from './map-symbols.ts';
import type { Rectangle } from './place-labels.ts';
import { palettes, textSizes } from './style.ts';
import type { WidgetRequest } from './widget.ts';
import { mapWords } from './zone-map-words.ts';

export interface ZoneMapDrawing {
  readonly layout: MapLayout;
  readonly base: MapFile;
  readonly size: { readonly width: number; readonly height: number };
  readonly request: Pick<WidgetRequest, 'language' | 'theme' | 'now'>;
  /** What a screen reader says instead of the picture. */
  readonly description: string;
}

/** The zone map as one SVG: base map, what cameras see, devices, incidents, names, scale and north. */
export function zoneMapDrawing({ layout, base, size, request, description }: ZoneMapDrawing): Html {
  const color = palettes[request.theme];
  const { width, height } = size;
  const cameras = layout.devices.filter(({ status }) => status.bearingDegrees !== undefined);
  const area: Rectangle = { x: 4, y: 4, width: width - 8, height: height - 8 };
  const furniture = furnitureOf(size);
  return html`<svg viewBox="0 0 ${px(width)} ${px(height)}" width="${px(width)}" role="img" aria-label="${description}" text-anchor="middle">
<rect width="${px(width)}" height="${px(height)}" fill="${color.land}"/>
${baseMap(base, layout.projection, color)}
${cameras.map(({ status, spot }) => cone(spot, status.bearingDegrees ?? 0, status, color))}
${layout.incidents
  .toReversed()
  .map(({ spot, incidents: [first] }) =>
    incidentRing(spot, { isOpen: first.state === 'open', isDrill: first.drill }, color),
  )}
${layout.devices.toReversed().map(({ status, spot }) => deviceSign(spot, status, color))}
${mapLabels({ layout, base, request, color, area, taken: [furniture.scale, furniture.north] })}
${scale(layout, furniture.scale, request)}${north(furniture.north, request)}</svg>`;
}

const mostScalePixels = 120;

function furnitureOf({ width, height }: ZoneMapDrawing['size']) {
  return {
    scale: { x: 10, y: height - 42, width: mostScalePixels + 20, height: 34 },
    north: { x: width - 38, y: 8, width: 30, height: 44 },
  };
}

function scale(
  { projection }: MapLayout,
  { x, y, height }: Rectangle,
  { language, theme }: ZoneMapDrawing['request'],
): Html {
  const color = palettes[theme];
  const { meters, pixels } = scaleBar(projection.metersPerPixel, mostScalePixels);
  const isLong = meters >= 1000;
  const text = `${isLong ? meters / 1000 : meters} ${mapWords[isLong ? 'kilometers' : 'meters'][language]}`;
  return html`<rect x="${px(x)}" y="${px(y)}" width="${px(pixels + 20)}" height="${height}" rx="6" fill="${color.panel}" fill-opacity=".85"/>
<path d="M${px(x + 10)} ${px(y + 22)}v6h${px(pixels)}v-6" fill="none" stroke="${color.text}" stroke-width="2"/>
<text x="${px(x + 10 + pixels / 2)}" y="${px(y + 17)}" font-size="${textSizes.small}" fill="${color.text}">${text}</text>`;
}

function north({ x, y, width, height }: Rectangle, { language, theme }: ZoneMapDrawing['request']): Html {
  const color = palettes[theme];
  const middle = x + width / 2;
  return html`<rect x="${px(x)}" y="${px(y)}" width="${width}" height="${height}" rx="6" fill="${color.panel}" fill-opacity=".85"/>
<path d="M${px(middle)} ${px(y + 5)}l7 16l-7-4l-7 4z" fill="${color.text}"/>
<text x="${px(middle)}" y="${px(y + 38)}" font-size="${textSizes.small}" font-weight="600" fill="${color.text}">${mapWords.north[language]}</text>`;
}
