import { kindWords, stateWords } from '../incidents/incident-words.ts';
import { type Html, html } from '../zone/html.ts';
import { callOf } from './action.ts';
import { statusText } from './device-status.ts';
import type { MapDevice, MapIncidents, MapLayout } from './map-layout.ts';
import type { Spot } from './map-projection.ts';
import type { WidgetRequest } from './widget.ts';

export interface TargetParams {
  readonly layout: MapLayout;
  readonly size: { readonly width: number; readonly height: number };
  readonly request: Pick<WidgetRequest, 'language'>;
  /** ARN of the function that shows details. */
  readonly endpoint: string;
}

/** A target is about half a kilobyte, and a widget may be 200 kB: the devices of a very large zone open from the list. */
const mostTargets = 240;

interface Target {
  readonly spot: Spot;
  readonly name: string;
  readonly params: Readonly<Record<string, string>>;
}

/**
 * What a click opens, laid over the drawing: CloudWatch takes actions beside elements of HTML, not inside an SVG.
 * Where something happened it is the incident, of several the device with all of them.
 */
export function mapTargets({ layout, size, request, endpoint }: TargetParams): Html {
  const taken = new Set(layout.incidents.map(({ device }) => device?.deviceId));
  const targets = [
    ...layout.incidents.map((one) => incidentTarget(one, request)),
    ...layout.devices
      .filter(({ status }) => !taken.has(status.deviceId))
      .map((one) => deviceTarget(one, request)),
  ];
  const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(2)}%`;
  return html`${targets
    .slice(0, mostTargets)
    .map(
      ({ spot, name, params }) =>
        html`<a role="button" tabindex="0" title="${name}" aria-label="${name}" style="left:${percent(spot.x, size.width)};top:${percent(spot.y, size.height)}"></a>${callOf({ endpoint, display: 'popup', params: { ...params, language: request.language } })}`,
    )}`;
}

function incidentTarget(
  { incidents, spot, device }: MapIncidents,
  { language }: TargetParams['request'],
): Target {
  const [first] = incidents;
  const what = `${kindWords[first.kind][language]} (${stateWords[first.state][language]})`;
  const more = incidents.length > 1 ? ` +${incidents.length - 1}` : '';
  const params =
    incidents.length > 1 && device
      ? { widget: 'device', device: device.deviceId }
      : { widget: 'incident', incident: first.incidentId };
  return { spot, name: `${what}${more}, ${first.place.name[language]}, ${first.deviceId}`, params };
}

function deviceTarget({ status, spot }: MapDevice, { language }: TargetParams['request']): Target {
  const { deviceId, place } = status;
  const name = `${deviceId}, ${place.name[language]}: ${statusText(status, language)}`;
  return { spot, name, params: { widget: 'device', device: deviceId } };
}
