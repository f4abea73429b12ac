import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { camera } from '../../lambdas/cameras/camera.ts';
import { applyZone, registryItems, StrangersLeftBehindError } from '../../lambdas/setup/apply-zone.ts';
import { LogEvent } from '../../lambdas/zone/log-events.ts';
import { parseZoneFile } from '../../lambdas/zone/read-zone-file.ts';
import type { ZoneFile } from '../../lambdas/zone/zone-file.ts';
import { memoryDeviceCloud, memoryDeviceRegistry } from '../memory/devices.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';

const zone = parseZoneFile(readFileSync('zones/nongkhai.yaml', 'utf8'), 'zones/nongkhai.yaml');

const appliedAt = 1_767_225_600_000;

function makePorts() {
  return {
    registry: memoryDeviceRegistry(),
    cloud: memoryDeviceCloud(),
    telemetry: memoryTelemetry(),
    now: () => appliedAt,
  };
}

describe('applyZone', () => {
  it('gives every camera a stream, a thing and a row, and every pole a thing and a row', async () => {
    const ports = makePorts();

    await applyZone(zone, ports);

    expect([...ports.cloud.streams.keys()].sort()).toEqual(zone.cameras.map((c) => c.id).sort());
    expect(ports.cloud.things.size).toBe(zone.cameras.length + zone.poles.length);
    expect(await ports.registry.idsOf('pole')).toEqual(zone.poles.map((p) => p.id));
    expect(ports.telemetry.events()).toEqual([LogEvent.zoneApplied]);
  });

  it('changes nothing when repeated', async () => {
    const ports = makePorts();
    await applyZone(zone, ports);
    const before = structuredClone(ports.registry.items);

    await applyZone(zone, ports);

    expect(ports.registry.items).toEqual(before);
  });

  it('keeps since when a device is there, as long as the file names it', async () => {
    const ports = makePorts();
    await applyZone(zone, ports);
    const [gone, ...cameras] = zone.cameras;

    await applyZone({ ...zone, cameras }, { ...ports, now: () => appliedAt + 1000 });

    expect(ports.registry.since.get(cameras[0]?.id ?? '')).toBe(appliedAt);
    expect(ports.registry.since.has(gone?.id ?? '')).toBe(false);
  });

  it('removes a device that left the file but keeps the video it recorded', async () => {
    const ports = makePorts();
    await applyZone(zone, ports);
    const [gone, ...cameras] = zone.cameras;

    await applyZone({ ...zone, cameras }, ports);

    expect(await ports.registry.idsOf('camera')).not.toContain(gone?.id);
    expect(ports.cloud.things.has(gone?.id ?? '')).toBe(false);
    expect(ports.cloud.streams.has(gone?.id ?? '')).toBe(true);
  });

  it('keeps the thing of a removed pole whose certificate is still attached', async () => {
    const ports = makePorts();
    await applyZone(zone, ports);
    const [gone, ...poles] = zone.poles;
    ports.cloud.certified.add(gone?.id ?? '');

    await applyZone({ ...zone, poles }, ports);

    expect(ports.cloud.things.has(gone?.id ?? '')).toBe(true);
    expect(await ports.registry.idsOf('pole')).not.toContain(gone?.id);
  });

  it('writes no row when the cloud fails, so that no function meets a device that is not there', async () => {
    const ports = makePorts();
    const cloud = { ...ports.cloud, ensureThing: () => Promise.reject(new Error('throttled')) };

    await expect(applyZone(zone, { ...ports, cloud })).rejects.toThrow('throttled');

    expect(ports.registry.items.size).toBe(0);
  });

  it('finishes a removal that was cut off after the thing was gone', async () => {
    const ports = makePorts();
    await applyZone(zone, ports);
    const [gone, ...poles] = zone.poles;
    const failing = { ...ports.registry, remove: () => Promise.reject(new Error('cut off')) };
    await expect(applyZone({ ...zone, poles }, { ...ports, registry: failing })).rejects.toThrow('cut off');

    await applyZone({ ...zone, poles }, ports);

    expect(await ports.registry.idsOf('pole')).not.toContain(gone?.id);
  });
});

describe('applyZone and strangers', () => {
  const strange = (change: Partial<ZoneFile['zone']> = {}): ZoneFile => ({
    ...zone,
    zone: { ...zone.zone, strangers: { keepHours: 24 }, ...change },
  });

  it('makes no place for their faces unless the zone file allows it', async () => {
    const ports = makePorts();

    await applyZone(zone, ports);
    expect([...ports.cloud.collections]).toEqual(['watchlist']);

    await applyZone(strange(), ports);
    expect([...ports.cloud.collections]).toEqual(['watchlist', 'strangers']);
  });

  it('deletes their faces when the zone file allows them no more, and only theirs', async () => {
    const ports = makePorts();
    await applyZone(strange(), ports);

    await applyZone(zone, ports);

    expect([...ports.cloud.collections]).toEqual(['watchlist']);
  });

  it.each([{ rekognitionRegion: 'ap-southeast-7' }, { id: 'udon' }])(
    'refuses %j while faces of strangers lie where the zone file said before',
    async (change) => {
      const ports = makePorts();
      await applyZone(strange(), ports);
      const before = structuredClone(ports.registry.items);
      const moved = strange(change);
      const { strangers: _, ...without } = moved.zone;

      await expect(applyZone(moved, ports)).rejects.toThrow(StrangersLeftBehindError);
      await expect(applyZone({ ...moved, zone: without }, ports)).rejects.toThrow(StrangersLeftBehindError);

      expect(ports.registry.items).toEqual(before);
      await expect(applyZone(strange(), ports)).resolves.toBeUndefined();
      await applyZone(zone, ports);
      await expect(applyZone(moved, ports)).resolves.toBeUndefined();
    },
  );
});

describe('registryItems', () => {
  it('tells each device its place and its own sampling', () => {
    const items = registryItems(zone, appliedAt);

    const bridge = items.find((item) => item.id === 'nk-cam-bridge-in');

    expect(bridge).toMatchObject({ framesPerSecond: 4, place: { siteId: 'friendship-bridge' } });
  });

  it('tells each camera when the zone was applied, so that its health may wait', () => {
    const cameras = registryItems(zone, appliedAt).filter((item) => item.kind === 'camera');

    expect(cameras.map((item) => camera.parse(item).appliedAt)).toEqual(zone.cameras.map(() => appliedAt));
  });
});
