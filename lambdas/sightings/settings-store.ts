import type { ZoneSettings } from '../zone/zone-file.ts';

/** How the zone behaves, as the zone file says. */
export interface SettingsStore {
  /** Throws SettingsMissingError before the zone file was applied. */
  read(): Promise<ZoneSettings>;
}

/** The registry holds no settings: apply-zone has not run. */
export class SettingsMissingError extends Error {
  override readonly name = 'SettingsMissingError';
}
