import type { DeviceCloud } from '../../lambdas/setup/device-cloud.ts';
import type { DeviceRegistry, RegistryItem } from '../../lambdas/setup/device-registry.ts';

export interface MemoryDeviceRegistry extends DeviceRegistry {
  readonly items: Map<string, RegistryItem>;
}

export function memoryDeviceRegistry(): MemoryDeviceRegistry {
  const items = new Map<string, RegistryItem>();
  return {
    items,
    idsOf: async (kind) => [...items.values()].filter((item) => item.kind === kind).map((item) => item.id),
    put: async (item) => void items.set(`${item.kind}/${item.id}`, item),
    remove: async (kind, id) => void items.delete(`${kind}/${id}`),
  };
}

export interface MemoryDeviceCloud extends DeviceCloud {
  /** Retention in hours by stream name. */
  readonly streams: Map<string, number>;
  readonly things: Map<string, 'camera' | 'pole'>;
  /** Things with a certificate attached. */
  readonly certified: Set<string>;
}

export function memoryDeviceCloud(): MemoryDeviceCloud {
  const streams = new Map<string, number>();
  const things = new Map<string, 'camera' | 'pole'>();
  const certified = new Set<string>();
  return {
    streams,
    things,
    certified,
    ensureStream: async (name, hours) => void streams.set(name, hours),
    ensureThing: async (name, type) => void things.set(name, type),
    removeThing: async (name) => {
      if (certified.has(name)) return 'kept';
      things.delete(name);
      return 'removed';
    },
    ensureFaceCollection: async () => {},
  };
}
