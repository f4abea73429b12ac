import type { Incident } from '../incidents/incident.ts';
import type { IncidentIndex } from '../incidents/incident-index.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { css, type Html, html } from '../zone/html.ts';
import type { MapFile } from '../zone/map-file.ts';
import { type DevicePorts, readActiveIncidents, readDevices } from './device-lists.ts';
import type { DeviceStatus } from './device-status.ts';
import { layOutMap } from './map-layout.ts';
import { mapTargets } from './map-targets.ts';
import { plainText } from './plain-text.ts';
import { frame, palettes } from './style.ts';
import type { Theme, Widget, WidgetRequest } from './widget.ts';
import { zoneMapDrawing } from './zone-map-drawing.ts';
import { zoneMapLegend } from './zone-map-legend.ts';
import { mapWords } from './zone-map-words.ts';

export interface ZoneMapPorts extends DevicePorts {
  readonly index: IncidentIndex;
  readonly baseMap: MapFile;
  readonly endpoints: ConsoleEndpoints;
}

/** The whole zone at a glance: where something happened, which devices are broken, what cameras see. */
export const zoneMapWidget: Widget<ZoneMapPorts> = {
  name: 'zone-map',
  render: async (request, ports) => {
    const [devices, incidents] = await Promise.all([
      readDevices(ports, request.now),
      readActiveIncidents(ports.index),
    ]);
    return zoneMap({ request, devices, incidents, baseMap: ports.baseMap, endpoints: ports.endpoints });
  },
};

export interface ZoneMap extends Pick<ZoneMapPorts, 'baseMap' | 'endpoints'> {
  readonly request: WidgetRequest;
  readonly devices: readonly DeviceStatus[];
  readonly incidents: readonly Incident[];
}

/** Below this a map tells nothing; the widget scrolls instead. */
const leastSize = { width: 320, height: 260 };
/** Counts above the map and a note below it; the legend has as many lines as it needs. */
const aroundPixels = 64;
const legend = { width: 1150, lineHeight: 32 };
const paddingPixels = 16;

export function zoneMap({ request, devices, incidents, baseMap, endpoints }: ZoneMap): Html {
  const { language, theme, width, height } = request;
  if (devices.length + incidents.length === 0)
    return frame(request, [html`<p class="zone-notice">${mapWords.noDevices[language]}</p>`]);
  const size = {
    width: Math.max(leastSize.width, width - paddingPixels),
    height: Math.max(
      leastSize.height,
      height - aroundPixels - legend.lineHeight * Math.ceil(legend.width / width),
    ),
  };
  const layout = layOutMap(devices, incidents, size);
  const counts = countsText(devices, incidents, request);
  const drawing = zoneMapDrawing({
    ...{ layout, size, request, base: baseMap },
    description: `${mapWords.title[language]}: ${counts.map(({ text }) => text).join(', ')}`,
  });
  const { unplaced } = layout;
  return frame(request, [
    html`<style>${css(styleOf(theme))}</style>`,
    html`<p class="zone-row">${counts.map(({ text, look }) => html`<span class="zone-badge ${look}">${text}</span>`)}</p>`,
    html`<div class="zone-map">${drawing}${mapTargets({ layout, size, request, endpoint: endpoints.zone })}</div>`,
    unplaced.length > 0 &&
      html`<p>${mapWords.unplaced[language]}: ${unplaced.length} (${unplaced
        .slice(0, 5)
        .map(({ incidentId }) => plainText(incidentId, 40))
        .join(', ')})</p>`,
    zoneMapLegend(request),
  ]);
}

function countsText(
  devices: readonly DeviceStatus[],
  incidents: readonly Incident[],
  { language }: WidgetRequest,
) {
  const open = incidents.filter(({ state }) => state === 'open').length;
  const silent = devices.filter(({ look }) => look === 'silent').length;
  const faulty = devices.filter(({ look }) => look === 'faulty').length;
  const count = (word: keyof typeof mapWords, value: number, look: string) => ({
    text: `${mapWords[word][language]} ${value}`,
    look: value > 0 ? look : 'zone-green',
  });
  return [
    count('openCount', open, 'zone-red'),
    count('inHandCount', incidents.length - open, 'zone-amber'),
    count('silentCount', silent, 'zone-red'),
    count('faultyCount', faulty, 'zone-amber'),
  ];
}

function styleOf(theme: Theme): string {
  const color = palettes[theme];
  const own = '.zone-widget .zone-map';
  return [
    `${own} { position: relative; margin-top: 6px; border: 1px solid ${color.line}; border-radius: 8px; overflow: hidden; }`,
    `${own} svg { display: block; width: 100%; height: auto; }`,
    `${own} a { position: absolute; width: 28px; height: 28px; margin: -14px 0 0 -14px; border-radius: 50%; }`,
    `${own} a:hover { box-shadow: 0 0 0 3px ${color.accent}; }`,
    `${own}-legend { display: flex; flex-wrap: wrap; gap: 2px 14px; margin-top: 6px; font-size: 13px; }`,
    `${own}-legend span { display: inline-flex; align-items: center; gap: 4px; }`,
  ].join('\n');
}
