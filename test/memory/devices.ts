import type { DeviceCloud } from '../../lambdas/setup/device-cloud.ts';
import type { DeviceRegistry, RegistryItem } from '../../lambdas/setup/device-registry.ts';

export interface MemoryDeviceRegistry extends DeviceRegistry {
  readonly items: Map<string, RegistryItem>;
  /** Epoch ms by device. */
  readonly since: Map<string, number>;
}

export function memoryDeviceRegistry(): MemoryDeviceRegistry {
  const items = new Map<string, RegistryItem>();
  const since = new Map<string, number>();
  return {
    items,
    since,
    idsOf: async (kind) => [...items.values()].filter((item) => item.kind === kind).map((item) => item.id),
    strangersBefore: async () => {
      const before = items.get('zone/settings');
      if (before?.kind !== 'zone' || before.settings.strangers === undefined) return undefined;
      return { zoneId: before.settings.id, rekognitionRegion: before.settings.rekognitionRegion };
    },
    put: async (item) => void items.set(`${item.kind}/${item.id}`, item),
    keepSince: async (id, at) => void (since.has(id) || since.set(id, at)),
    remove: async (kind, id) => {
      since.delete(id);
      items.delete(`${kind}/${id}`);
    },
  };
}

export interface MemoryDeviceCloud extends DeviceCloud {
  /** Retention in hours by stream name. */
  readonly streams: Map<string, number>;
  readonly things: Map<string, 'camera' | 'pole'>;
  /** Things with a certificate attached. */
  readonly certified: Set<string>;
  readonly collections: ReadonlySet<'watchlist' | 'strangers'>;
}

export function memoryDeviceCloud(): MemoryDeviceCloud {
  const streams = new Map<string, number>();
  const things = new Map<string, 'camera' | 'pole'>();
  const certified = new Set<string>();
  const collections = new Set<'watchlist' | 'strangers'>();
  return {
    streams,
    things,
    certified,
    collections,
    ensureStream: async (name, hours) => void streams.set(name, hours),
    ensureThing: async (name, type) => void things.set(name, type),
    removeThing: async (name) => {
      if (certified.has(name)) return 'kept';
      things.delete(name);
      return 'removed';
    },
    ensureFaceCollection: async () => void collections.add('watchlist'),
    ensureStrangerCollection: async () => void collections.add('strangers'),
    removeStrangerCollection: async () => void collections.delete('strangers'),
  };
}
