import type { SettingsStore } from '../sightings/settings-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import { isStrangerOver } from '../zone/strangers.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { StrangerRemoval } from './stranger-faces.ts';

export interface TendStrangersPorts {
  readonly settings: SettingsStore;
  readonly faces: StrangerRemoval;
  readonly telemetry: Telemetry;
}

/**
 * Deletes the faces of strangers whose time is over, by the zone file as it stands: a shorter time counts at once, and
 * where it allows none any more, all go. Their visits end by themselves (TTL).
 */
export async function tendStrangers(
  { now }: { readonly now: number },
  { settings, faces, telemetry }: TendStrangersPorts,
): Promise<void> {
  const { strangers } = await settings.read();
  const isOver = (strangerId: string) =>
    strangers === undefined || isStrangerOver(strangerId, strangers.keepHours, now);
  const count = await faces.removeWhere(isOver);
  if (count > 0) telemetry.info(LogEvent.strangersRemoved, { count });
}
