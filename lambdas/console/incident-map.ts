import { distance } from '../cameras/sight.ts';
import { type Incident, isActive } from '../incidents/incident.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { type Html, html } from '../zone/html.ts';
import type { MapFile } from '../zone/map-file.ts';
import type { Bilingual } from '../zone/zone-file.ts';
import { callButton } from './action.ts';
import type { DeviceStatus } from './device-status.ts';
import { stateBadges } from './devices-widget.ts';
import { layOutMap } from './map-layout.ts';
import type { WidgetRequest } from './widget.ts';
import { zoneMapDrawing } from './zone-map-drawing.ts';

export interface IncidentMap {
  readonly incident: Incident;
  /** Of the whole zone. */
  readonly devices: readonly DeviceStatus[];
  readonly baseMap: MapFile;
  readonly endpoints: Pick<ConsoleEndpoints, 'zone'>;
}

/** About as far as somebody runs in five minutes. */
const nearMeters = 800;
/** More cannot be told apart on a map this small. */
const mostNear = 10;
const height = 260;
const widest = 720;
const paddingPixels = 32;

const words = {
  near: { th: 'กล้องและเสาใกล้ที่เกิดเหตุ', en: 'Cameras and poles near it' },
  nothingNear: { th: 'ไม่มีกล้องหรือเสาในระยะ 800 เมตร', en: 'no camera and no pole within 800 m' },
  meters: { th: 'ม.', en: 'm' },
} as const satisfies Readonly<Record<string, Bilingual>>;

/** A map of where it happened, with the nearest cameras and poles; nothing for a place that nobody knows. */
export function incidentMap(map: IncidentMap, request: WidgetRequest): Html | undefined {
  const { incident, baseMap } = map;
  const { language } = request;
  const { place } = incident;
  if (place.latitude === 0 && place.longitude === 0) return undefined;
  const near = nearestTo(incident, map.devices);
  const size = { width: Math.min(widest, Math.max(300, request.width - paddingPixels)), height };
  // A closed incident has a ring too: where it was is what people ask of the past.
  const shown: Incident = isActive(incident) ? incident : { ...incident, state: 'responding' };
  const layout = layOutMap(
    near.map(({ device }) => device),
    [shown],
    size,
  );
  const description = `${words.near[language]}: ${near.map(({ device, meters }) => `${device.deviceId} ${meters} ${words.meters[language]}`).join(', ')}`;
  return html`<section data-map="${incident.incidentId}"><h3>${words.near[language]}</h3>
${zoneMapDrawing({ layout, base: baseMap, size, request, description })}
<p class="zone-row">${near.length === 0 && words.nothingNear[language]}${near.map(({ device, meters }) => nearDevice(device, meters, request, map.endpoints))}</p></section>`;
}

interface Near {
  readonly device: DeviceStatus;
  readonly meters: number;
}

function nearestTo({ place }: Incident, devices: readonly DeviceStatus[]): readonly Near[] {
  return devices
    .map((device) => ({ device, meters: Math.round(distance(device.place, place)) }))
    .filter(({ meters }) => meters <= nearMeters)
    .toSorted((a, b) => a.meters - b.meters)
    .slice(0, mostNear);
}

function nearDevice(
  device: DeviceStatus,
  meters: number,
  request: WidgetRequest,
  { zone: endpoint }: IncidentMap['endpoints'],
): Html {
  const { language } = request;
  const { deviceId, look } = device;
  const params = { widget: 'device', device: deviceId, language };
  const link = callButton({ label: deviceId, look: 'link', endpoint, display: 'popup', params });
  return html`<span>${link} ${meters} ${words.meters[language]}${look !== 'well' && html` ${stateBadges(device, request)}`}</span>`;
}
