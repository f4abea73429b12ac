import { clockText, instantText } from '../incidents/instant-text.ts';
import type { ConsoleEndpoints } from '../zone/console.ts';
import { type Html, type HtmlPart, html } from '../zone/html.ts';
import { callButton } from './action.ts';
import { spanText } from './age-text.ts';
import { type DevicePorts, readDevices } from './device-lists.ts';
import { type DeviceStatus, statusText } from './device-status.ts';
import { deviceWords as words } from './device-words.ts';
import { pageButtons, pageOf } from './pages.ts';
import { plainText } from './plain-text.ts';
import { frame } from './style.ts';
import type { Widget, WidgetRequest } from './widget.ts';

export interface DevicesPorts extends DevicePorts {
  readonly endpoints: ConsoleEndpoints;
}

/** Cameras and poles with what is wrong, those that need a hand first. */
export const devicesWidget: Widget<DevicesPorts> = {
  name: 'devices',
  render: async (request, ports) => devicesView(await readDevices(ports, request.now), request, ports),
};

/** Below it (CSS pixels) a row's cells stand under each other. */
const narrow = 640;
const perPage = 60;

export function devicesView(
  devices: readonly DeviceStatus[],
  request: WidgetRequest,
  { endpoints }: Pick<DevicesPorts, 'endpoints'>,
): Html {
  const { language, timeZone, now, width } = request;
  if (devices.length === 0) return frame(request, [html`<p class="zone-notice">${words.none[language]}</p>`]);
  const page = pageOf(devices, request, perPage);
  const rows = page.items.map((device) => rowOf(device, request, endpoints));
  return frame(request, [
    figures(devices, language),
    html`<table${width < narrow && html` class="zone-stacked"`}>${width >= narrow && head(language)}<tbody>${rows}</tbody></table>`,
    pageButtons(page, { widget: 'devices', request, endpoint: endpoints.zone }),
    html`<p class="zone-quiet">${words.asOf[language]} <time>${clockText(now, timeZone)}</time></p>`,
  ]);
}

function figures(devices: readonly DeviceStatus[], language: WidgetRequest['language']): Html {
  const poles = devices.filter(({ kind }) => kind === 'pole');
  const broken = (kind: DeviceStatus['kind']) =>
    devices.filter((device) => device.kind === kind && device.look !== 'well' && device.look !== 'new')
      .length;
  const overdue = poles.filter(({ pole }) => pole?.isTestOverdue).length;
  const muted = devices.filter(({ mutedUntil }) => mutedUntil !== undefined).length;
  const of = (count: number, all: number) => html`${count} <small>${words.of[language]} ${all}</small>`;
  const figure = (label: string, value: Html, look: string | false) =>
    html`<div class="zone-figure${look && ` ${look}`}"><b class="zone-number">${value}</b>${label}</div>`;
  const [brokenCameras, brokenPoles] = [broken('camera'), broken('pole')];
  return html`<div class="zone-figures">
${figure(words.polesNeed[language], of(brokenPoles, poles.length), brokenPoles > 0 && 'zone-red')}
${figure(words.camerasNeed[language], of(brokenCameras, devices.length - poles.length), brokenCameras > 0 && 'zone-red')}
${figure(words.polesOverdue[language], of(overdue, poles.length), overdue > 0 && 'zone-amber')}
${figure(words.camerasMuted[language], of(muted, devices.length - poles.length), muted > 0 && 'zone-amber')}
</div>`;
}

function head(language: WidgetRequest['language']): Html {
  const cells = [words.device, words.site, words.state, words.lastSeen, words.test, words.firmware];
  return html`<thead><tr>${cells.map((cell) => html`<th scope="col">${cell[language]}</th>`)}</tr></thead>`;
}

function rowOf(device: DeviceStatus, request: WidgetRequest, endpoints: ConsoleEndpoints): Html {
  const { language, timeZone, now } = request;
  const { deviceId, kind, place, lastSeenAt, pole } = device;
  const open = callButton({
    ...{ label: deviceId, name: `${words[kind][language]} ${deviceId}`, look: 'link' },
    ...{ endpoint: endpoints.zone, display: 'popup' },
    params: { widget: 'device', device: deviceId, language },
  });
  const seen =
    lastSeenAt === undefined
      ? words.never[language]
      : html`<time style="white-space:nowrap" title="${instantText(lastSeenAt, { language, timeZone })}">${agoText(now - lastSeenAt, language)}</time>`;
  return html`<tr data-device="${deviceId}">
<td>${open}<br><span class="zone-quiet">${words[kind][language]}</span></td>
<td>${plainText(place.name[language], 80)}</td>
<td>${stateBadges(device, request)}</td>
${cell('lastSeen', seen, request)}
${cell('test', pole && testText(device, request), request)}
${cell('firmware', pole?.firmware && html`<bdi>${plainText(pole.firmware, 24)}</bdi>`, request)}</tr>`;
}

/** Where cells stand under each other each says what it is, and one that would say nothing is left out. */
function cell(
  name: 'lastSeen' | 'test' | 'firmware',
  value: HtmlPart,
  { width, language }: WidgetRequest,
): Html | undefined {
  const isEmpty = value === undefined || value === '';
  if (width >= narrow) return html`<td>${isEmpty ? '–' : value}</td>`;
  if (isEmpty) return undefined;
  return html`<td><span class="zone-quiet">${words[name][language]}:</span> ${value}</td>`;
}

/** The condition, then every fault that the condition does not name. */
export function stateBadges(device: DeviceStatus, { language, timeZone }: WidgetRequest): Html {
  const { look, faults, mutedUntil, pole } = device;
  const tone =
    look === 'well' ? 'zone-green' : look === 'silent' ? 'zone-red' : look === 'new' ? '' : 'zone-amber';
  const others = faults
    .slice(1)
    .map((fault) => html` <span class="zone-badge zone-amber">${fault[language]}</span>`);
  const power = pole && powerText(pole, language);
  return html`<span class="zone-badge ${tone}">${statusText(device, language)}</span>${others}${
    mutedUntil !== undefined &&
    html` <span class="zone-badge">${words.mutedUntil[language]} ${clockText(mutedUntil, timeZone).slice(0, 5)}</span>`
  }${power !== undefined && html`<br><span class="zone-quiet">${power}</span>`}`;
}

export function powerText(
  { batteryPercent, mainsPower }: NonNullable<DeviceStatus['pole']>,
  language: WidgetRequest['language'],
): string | undefined {
  const parts = [
    mainsPower === undefined ? undefined : words[mainsPower ? 'mains' : 'noMains'][language],
    batteryPercent === undefined ? undefined : `${words.battery[language]} ${Math.round(batteryPercent)}%`,
  ].filter((part) => part !== undefined);
  return parts.length === 0 ? undefined : parts.join(' · ');
}

export function testText({ pole }: DeviceStatus, { language, now }: WidgetRequest): Html {
  const { test, isTestOverdue } = pole ?? {};
  const last =
    test === undefined
      ? words.never[language]
      : `${words[test.passed ? 'passed' : 'failed'][language]}, ${agoText(now - test.at, language)}`;
  return html`${last}${isTestOverdue && html` <span class="zone-badge zone-amber">${words.overdue[language]}</span>`}`;
}

export const agoText = (milliseconds: number, language: WidgetRequest['language']): string =>
  `${spanText(milliseconds, language)}${language === 'th' ? '' : ' '}${words.ago[language]}`;
