import type { SettingsStore } from '../sightings/settings-store.ts';
import { LogEvent } from '../zone/log-events.ts';
import type { Telemetry } from '../zone/telemetry.ts';
import type { CameraStore } from './camera-store.ts';
import type { SlotQueue } from './slot-queue.ts';

export interface TickCamerasPorts {
  readonly cameras: CameraStore;
  readonly settings: SettingsStore;
  readonly slots: SlotQueue;
  readonly telemetry: Telemetry;
}

const minuteMilliseconds = 60_000;

/**
 * Hands out the slots of the coming minute to every camera. Two ticks of the same minute hand out the same slots,
 * which costs a message each and nothing else: the second finds its window watched.
 */
export async function tickCameras(
  { now }: { readonly now: number },
  { cameras, settings, slots, telemetry }: TickCamerasPorts,
): Promise<void> {
  const { slotSeconds } = await settings.read();
  const times = slotsAfter(now, slotSeconds);
  const list = await cameras.list();
  await slots.send(
    times.flatMap((slotAt) =>
      list.map(({ id }) => ({
        message: { version: 1, cameraId: id, slotAt } as const,
        delaySeconds: Math.ceil((slotAt - now) / 1000),
      })),
    ),
  );
  telemetry.info(LogEvent.camerasTicked, { cameras: list.length, slots: times.length });
}

/** The slots of one minute from `now` on (epoch ms), on the grid of full minutes. */
export function slotsAfter(now: number, slotSeconds: number): readonly number[] {
  const slot = slotSeconds * 1000;
  const first = (Math.floor(now / slot) + 1) * slot;
  return Array.from({ length: minuteMilliseconds / slot }, (_, i) => first + i * slot);
}
