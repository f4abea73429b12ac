import { mapLink } from '../alerts/alert-text.ts';
import type { Incident } from '../incidents/incident.ts';
import type { IncidentIndex } from '../incidents/incident-index.ts';
import { kindWords, stateWords } from '../incidents/incident-words.ts';
import { instantText } from '../incidents/instant-text.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { type Html, type HtmlPart, html } from '../zone/html.ts';
import { callButton } from './action.ts';
import { type DevicePorts, readActiveIncidents, readDevices } from './device-lists.ts';
import type { DeviceStatus } from './device-status.ts';
import { deviceWords as words } from './device-words.ts';
import { agoText, stateBadges, testText } from './devices-widget.ts';
import { byUrgency } from './incidents-board.ts';
import { plainText } from './plain-text.ts';
import { frame } from './style.ts';
import type { Widget, WidgetRequest } from './widget.ts';

export interface DeviceWidgetPorts extends DevicePorts {
  readonly index: IncidentIndex;
  readonly endpoints: ConsoleEndpoints;
}

/** One camera or pole: how it is, where it stands, and what goes on there; the parameter `device` names it. */
export const deviceWidget: Widget<DeviceWidgetPorts> = {
  name: 'device',
  render: async (request, ports) => {
    const [devices, incidents] = await Promise.all([
      readDevices(ports, request.now),
      readActiveIncidents(ports.index),
    ]);
    const device = devices.find(({ deviceId }) => deviceId === request.params.device);
    if (device === undefined)
      return frame(request, [html`<p class="zone-notice zone-amber">${words.unknown[request.language]}</p>`]);
    return deviceView(
      device,
      incidents.filter(({ deviceId }) => deviceId === device.deviceId),
      request,
      ports.endpoints,
    );
  },
};

const mostIncidents = 20;

export function deviceView(
  device: DeviceStatus,
  incidents: readonly Incident[],
  request: WidgetRequest,
  endpoints: ConsoleEndpoints,
): Html {
  const { language } = request;
  const map = mapLink(device.place);
  const rows = incidents
    .toSorted(byUrgency)
    .slice(0, mostIncidents)
    .map((incident) => incidentRow(incident, request, endpoints));
  return frame(request, [
    html`<h2>${words[device.kind][language]} ${device.deviceId}</h2>`,
    html`<p>${stateBadges(device, request)}</p>`,
    html`<dl>${facts(device, request)}</dl>`,
    map !== undefined &&
      html`<p><a href="${map}" target="_blank" rel="noreferrer noopener">${words.openMap[language]}</a></p>`,
    html`<section><h3>${words.incidents[language]}</h3>${rows.length === 0 ? html`<p class="zone-quiet">${words.noIncidents[language]}</p>` : html`<ul class="zone-steps">${rows}</ul>`}</section>`,
  ]);
}

function facts(device: DeviceStatus, request: WidgetRequest): readonly Html[] {
  const { language, timeZone, now } = request;
  const { place, lastSeenAt, bearingDegrees, pole } = device;
  const fact = (name: keyof typeof words, value: HtmlPart) =>
    html`<div><dt>${words[name][language]}</dt><dd>${value}</dd></div>`;
  const seen =
    lastSeenAt === undefined
      ? words.never[language]
      : `${agoText(now - lastSeenAt, language)} (${instantText(lastSeenAt, { language, timeZone })})`;
  return [
    fact('site', plainText(place.name[language], 80)),
    fact('lastSeen', seen),
    ...(bearingDegrees === undefined ? [] : [fact('bearing', `${Math.round(bearingDegrees)}°`)]),
    ...(pole ? [fact('test', testText(device, request))] : []),
    ...(pole?.firmware === undefined
      ? []
      : [fact('firmware', html`<bdi>${plainText(pole.firmware, 40)}</bdi>`)]),
  ];
}

function incidentRow(incident: Incident, { language, now }: WidgetRequest, { zone }: ConsoleEndpoints): Html {
  const { incidentId, kind, state, openedAt } = incident;
  const open = callButton({
    ...{ label: `${kindWords[kind][language]} ${incidentId}`, look: 'link' },
    ...{ endpoint: zone, display: 'popup' },
    params: { widget: 'incident', incident: incidentId, language },
  });
  return html`<li><span>${open}</span><span>${stateWords[state][language]}, ${agoText(now - openedAt, language)}</span></li>`;
}
