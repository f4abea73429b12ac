import { LogEvent } from '../zone/log-events.ts';
import type { Place } from '../zone/messages.ts';
import { Metric } from '../zone/metrics.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { ZoneFile } from '../zone/zone-file.ts';
import type { DeviceCloud } from './device-cloud.ts';
import type { DeviceRegistry, RegistryItem } from './device-registry.ts';

export interface ApplyZonePorts {
  readonly registry: DeviceRegistry;
  readonly cloud: DeviceCloud;
  readonly telemetry: Telemetry;
  /** Epoch milliseconds. */
  readonly now: () => number;
}

/**
 * Brings the account in line with the zone file: collection, streams and things first, registry rows after them, so
 * that no function ever meets a device that is not there yet; devices that left the file go last. Video streams are
 * never deleted: what they recorded may be evidence, and an idle stream costs nothing (docs/adr/0005).
 * Repeating it changes nothing but the time at which it was done. Throws StrangersLeftBehindError.
 */
export async function applyZone(zone: ZoneFile, ports: ApplyZonePorts): Promise<void> {
  const now = ports.now();
  const items = registryItems(zone, now);
  await refuseMove(zone, ports.registry);
  await ports.cloud.ensureFaceCollection();
  if (zone.zone.strangers) await ports.cloud.ensureStrangerCollection();
  for (const camera of zone.cameras) {
    await ports.cloud.ensureStream(camera.id, zone.zone.retention.videoHours);
    await ports.cloud.ensureThing(camera.id, 'camera');
  }
  for (const pole of zone.poles) await ports.cloud.ensureThing(pole.id, 'pole');
  for (const item of items) await ports.registry.put(item);
  for (const { id } of [...zone.cameras, ...zone.poles]) await ports.registry.keepSince(id, now);
  if (!zone.zone.strangers) await ports.cloud.removeStrangerCollection();
  const removed = [
    ...(await removeOthers('camera', zone.cameras, ports)),
    ...(await removeOthers('pole', zone.poles, ports)),
  ];
  ports.telemetry.measure(Metric.devicesApplied, zone.cameras.length + zone.poles.length);
  ports.telemetry.info(LogEvent.zoneApplied, {
    cameras: zone.cameras.length,
    poles: zone.poles.length,
    removed,
  });
}

/** The faces of strangers would be left where nothing looks after them any more. */
export class StrangersLeftBehindError extends Error {
  override readonly name = 'StrangersLeftBehindError';
}

async function refuseMove({ zone }: ZoneFile, registry: DeviceRegistry): Promise<void> {
  const before = await registry.strangersBefore();
  if (before === undefined) return;
  if (before.zoneId === zone.id && before.rekognitionRegion === zone.rekognitionRegion) return;
  throw new StrangersLeftBehindError(
    'take "strangers" out of the zone file and deploy, which deletes them, before its id or rekognitionRegion changes',
  );
}

async function removeOthers(
  kind: 'camera' | 'pole',
  wanted: readonly { readonly id: string }[],
  { registry, cloud }: ApplyZonePorts,
): Promise<readonly string[]> {
  const keep = new Set(wanted.map((device) => device.id));
  const gone = (await registry.idsOf(kind)).filter((id) => !keep.has(id));
  for (const id of gone) {
    await cloud.removeThing(id);
    await registry.remove(kind, id);
  }
  return gone;
}

/** The registry's rows for a zone file that is applied at `appliedAt` (epoch ms). */
export function registryItems(zone: ZoneFile, appliedAt: number): readonly RegistryItem[] {
  const places = new Map(zone.sites.map((site) => [site.id, placeOf(site)]));
  const placeAt = (siteId: string): Place => {
    const place = places.get(siteId);
    // The schema checks references, so this is a fault of the caller, not of the file's author.
    if (!place) throw new Error(`site "${siteId}" is not in the zone file`);
    return place;
  };
  return [
    { kind: 'zone', id: 'settings', settings: zone.zone, appliedAt },
    ...zone.cameras.map(
      ({ site, sampling, phase: _, ...camera }): RegistryItem => ({
        kind: 'camera',
        ...camera,
        framesPerSecond: (sampling ?? zone.zone.sampling).framesPerSecond,
        place: placeAt(site),
        appliedAt,
      }),
    ),
    ...zone.poles.map(({ id, site }): RegistryItem => ({ kind: 'pole', id, place: placeAt(site) })),
  ];
}

function placeOf({ id, name, latitude, longitude }: ZoneFile['sites'][number]): Place {
  return { siteId: id, name, latitude, longitude };
}
