import type { SettingsStore } from '../../lambdas/sightings/settings-store.ts';
import { type ZoneSettings, zoneFile } from '../../lambdas/zone/zone-file.ts';

export function makeSettings(overrides: Partial<ZoneSettings> = {}): ZoneSettings {
  const settings = zoneFile.shape.zone.parse({
    id: 'nong-khai',
    name: { th: 'หนองคาย', en: 'Nong Khai' },
    sampling: { framesPerSecond: 2 },
    tiers: [{ tier: 1, afterSeconds: 0 }],
  });
  return { ...settings, ...overrides };
}

export function memorySettingsStore(settings = makeSettings()): SettingsStore {
  return { read: async () => settings };
}
