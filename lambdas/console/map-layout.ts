import { turnBetween } from '../cameras/sight.ts';
import { type Incident, isActive } from '../incidents/incident.ts';
import type { Place } from '../zone/messages.ts';
import type { DeviceStatus } from './device-status.ts';
import { byUrgency } from './incidents-board.ts';
import { type MapProjection, projectionOf, type Spot } from './map-projection.ts';

export interface MapDevice {
  readonly status: DeviceStatus;
  readonly spot: Spot;
}

/** The incidents of one device, or of one place that no device of the zone stands at. */
export interface MapIncidents {
  /** The most urgent first. */
  readonly incidents: readonly [Incident, ...Incident[]];
  readonly spot: Spot;
  readonly device?: DeviceStatus;
}

export interface MapSite {
  readonly place: Place;
  readonly spot: Spot;
}

export interface MapLayout {
  readonly projection: MapProjection;
  readonly devices: readonly MapDevice[];
  readonly incidents: readonly MapIncidents[];
  readonly sites: readonly MapSite[];
  /** Of places that nobody knows the position of. */
  readonly unplaced: readonly Incident[];
}

/** Kept free around the outermost devices, for their cones and names. */
const margin = 56;
/** Between a site and its cameras, and between two that look the same way. */
const stepPixels = 12;
const besidePixels = 15;

/** Where everything stands in a drawing of `width` × `height` pixels. */
export function layOutMap(
  devices: readonly DeviceStatus[],
  all: readonly Incident[],
  size: { readonly width: number; readonly height: number },
): MapLayout {
  const active = all.filter(isActive);
  const placed = active.filter(({ place }) => isKnown(place));
  const known = devices.filter(({ place }) => isKnown(place));
  const points = [...known, ...placed].map(({ place }) => pointOf(place));
  const projection = projectionOf(points, { ...size, margin });
  const spread = spreadDevices(known, projection);
  const spotOf = new Map(spread.map(({ status, spot }) => [status.deviceId, { status, spot }]));
  const incidents = groupBy(placed, ({ deviceId }) => deviceId).flatMap((group) => {
    const [first, ...others] = group.toSorted(byUrgency);
    if (first === undefined) return [];
    const device = spotOf.get(first.deviceId);
    const spot = device?.spot ?? projection.toSpot(pointOf(first.place));
    return [{ incidents: [first, ...others] as const, spot, ...(device && { device: device.status }) }];
  });
  return {
    projection,
    devices: spread,
    incidents: incidents.toSorted((a, b) => byUrgency(a.incidents[0], b.incidents[0])),
    sites: sitesOf(known, projection),
    unplaced: active.filter(({ place }) => !isKnown(place)),
  };
}

/** A place at 0, 0 is one that the zone file does not name. */
const isKnown = ({ latitude, longitude }: Place) => latitude !== 0 || longitude !== 0;

const pointOf = ({ longitude, latitude }: Place): [number, number] => [longitude, latitude];

/** Devices of one site stand around it: a camera a step towards what it sees, poles side by side. */
function spreadDevices(devices: readonly DeviceStatus[], { toSpot }: MapProjection): readonly MapDevice[] {
  return groupBy(devices, ({ place }) => place.siteId).flatMap((group) => {
    const poles = group.filter(({ kind }) => kind === 'pole');
    return group.map((status) => {
      const site = toSpot(pointOf(status.place));
      if (status.kind === 'pole')
        return { status, spot: { x: site.x + poles.indexOf(status) * besidePixels, y: site.y } };
      return { status, spot: towards(site, status.bearingDegrees ?? 0, stepsOf(status, group) * stepPixels) };
    });
  });
}

/** One that looks almost the same way as another of its site stands behind it. */
function stepsOf(camera: DeviceStatus, group: readonly DeviceStatus[]): number {
  const before = group.slice(0, group.indexOf(camera));
  const alike = before.filter(
    ({ kind, bearingDegrees }) =>
      kind === 'camera' && turnBetween(bearingDegrees ?? 0, camera.bearingDegrees ?? 0) < 50,
  );
  return 1 + alike.length;
}

/** The spot that lies `pixels` from another at a compass bearing. */
export function towards({ x, y }: Spot, bearingDegrees: number, pixels: number): Spot {
  const angle = (bearingDegrees * Math.PI) / 180;
  return { x: x + pixels * Math.sin(angle), y: y - pixels * Math.cos(angle) };
}

function sitesOf(devices: readonly DeviceStatus[], { toSpot }: MapProjection): readonly MapSite[] {
  const byId = new Map(devices.map(({ place }) => [place.siteId, place]));
  return [...byId.values()].map((place) => ({ place, spot: toSpot(pointOf(place)) }));
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[][] {
  return [...Map.groupBy(items, keyOf).values()];
}
