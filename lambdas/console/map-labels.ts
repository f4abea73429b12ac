import { kindWords } from '../incidents/incident-words.ts';
import { type Html, html } from '../zone/html.ts';
import type { MapFile } from '../zone/map-file.ts';
import { spanText } from './age-text.ts';
import { baseLabels } from './base-map.ts';
import { words } from './console-words.ts';
import { statusText } from './device-status.ts';
import type { MapIncidents, MapLayout } from './map-layout.ts';
import { px } from './map-symbols.ts';
import {
  lineHeight,
  type PlacedLabel,
  placeLabels,
  type Rectangle,
  type WantedLabel,
} from './place-labels.ts';
import { plainText } from './plain-text.ts';
import { type Palette, textSizes } from './style.ts';
import type { WidgetRequest } from './widget.ts';

/** Room around the text of an incident, within its plate. */
const plateSpace = '\u2002';
/** Names come from the zone file and may be a line long. */
const mostLetters = 28;
/** Where the map is that full, more labels would hide what it shows. */
const mostOverSigns = 6;

interface MapLabel extends WantedLabel {
  readonly ink: string;
  /** The plate behind it; without one the letters have an edge of the land's color. */
  readonly plate?: { readonly fill: string; readonly line: string };
  readonly isOpen?: boolean;
}

export interface LabelParams {
  readonly layout: MapLayout;
  readonly base: MapFile;
  readonly request: Pick<WidgetRequest, 'language' | 'now'>;
  readonly color: Palette;
  readonly area: Rectangle;
  /** The scale bar and the north arrow. */
  readonly taken: readonly Rectangle[];
}

/** The names on the map: what happens first, then what is broken, then where it is. None covers another. */
export function mapLabels({ layout, base, request, color, area, taken }: LabelParams): Html {
  const signs = layout.devices.map(({ spot }) => around(spot, 7));
  const rings = layout.incidents.map(({ spot }) => around(spot, 15));
  const ofIncidents = layout.incidents.map((one) => incidentLabel(one, request, color));
  const first = placeLabels(ofIncidents, area, [...taken, ...rings, ...signs]);
  const told = new Set(first.map(({ label }) => label));
  // What nobody has acknowledged is worth more than the sign of a device that works.
  const broken = layout.devices
    .filter(({ status }) => status.look !== 'well')
    .map(({ spot }) => around(spot, 9));
  const left = ofIncidents.filter((label) => label.isOpen && !told.has(label)).slice(0, mostOverSigns);
  const second = placeLabels(left, area, [...taken, ...rings, ...broken, ...first.map(({ box }) => box)]);
  const boxes = [...first, ...second].map(({ box }) => box);
  const others: readonly MapLabel[] = [
    ...brokenLabels(layout, request, color),
    ...siteLabels(layout, request, color),
    ...baseLabels(base, layout.projection, request.language, color),
  ];
  const placed = [
    ...first,
    ...second,
    ...placeLabels(others, area, [...taken, ...rings, ...signs, ...boxes]),
  ];
  return html`<g>${placed.map((label) => draw(label, color))}</g>`;
}

const around = ({ x, y }: { readonly x: number; readonly y: number }, reach: number): Rectangle => ({
  ...{ x: x - reach, y: y - reach },
  ...{ width: 2 * reach, height: 2 * reach },
});

function incidentLabel(
  { incidents: [first, ...others], spot }: MapIncidents,
  { language, now }: LabelParams['request'],
  color: Palette,
): MapLabel {
  const more = others.length > 0 ? ` +${others.length}` : '';
  const isOpen = first.state === 'open';
  const ink = isOpen ? color.red : color.amber;
  const drill = first.drill ? `${words.drill[language]} ` : '';
  const text = `${drill}${kindWords[first.kind][language]} ${spanText(now - first.openedAt, language)}${more}`;
  return {
    text: `${plateSpace}${text}${plateSpace}`,
    at: spot,
    away: 18,
    fontSize: textSizes.small,
    bold: true,
    isOpen,
    ink: isOpen ? color.panel : ink,
    plate: { fill: isOpen ? ink : color.amberGround, line: ink },
  };
}

function brokenLabels(
  { devices, incidents }: MapLayout,
  { language }: LabelParams['request'],
  color: Palette,
) {
  const told = new Set(incidents.map(({ device }) => device?.deviceId));
  return devices
    .filter(({ status }) => status.look !== 'well' && status.look !== 'new' && !told.has(status.deviceId))
    .map(
      ({ status, spot }): MapLabel => ({
        text: plainText(statusText(status, language), mostLetters),
        at: spot,
        away: 12,
        fontSize: textSizes.small,
        bold: true,
        ink: status.look === 'silent' ? color.red : color.amber,
      }),
    );
}

function siteLabels({ sites }: MapLayout, { language }: LabelParams['request'], color: Palette) {
  return sites.map(
    ({ place, spot }): MapLabel => ({
      text: plainText(place.name[language], mostLetters),
      at: spot,
      away: 20,
      fontSize: textSizes.small,
      ink: color.text,
    }),
  );
}

function draw({ label, box }: PlacedLabel<MapLabel>, color: Palette): Html {
  const { text, ink, plate, fontSize, bold } = label;
  const baseline = box.y + (box.height + fontSize * (lineHeight - 0.8)) / 2;
  const edge = html` stroke="${color.land}" stroke-width="3" paint-order="stroke" stroke-linejoin="round"`;
  const letters = html`<text x="${px(box.x + box.width / 2)}" y="${px(baseline)}" font-size="${fontSize}" fill="${ink}"${bold && html` font-weight="600"`}${!plate && edge}>${text.trim()}</text>`;
  if (!plate) return letters;
  return html`<rect x="${px(box.x)}" y="${px(box.y)}" width="${px(box.width)}" height="${px(box.height)}" rx="${px(box.height / 2)}" fill="${plate.fill}" stroke="${plate.line}" stroke-width="1.5"/>${letters}`;
}
