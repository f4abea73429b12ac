import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DelayedSlot } from '../../lambdas/cameras/slot-queue.ts';
import { slotsAfter, tickCameras } from '../../lambdas/cameras/tick-cameras.ts';
import { memoryCameraStore } from '../memory/camera-store.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';
import { makeCamera } from './make-camera.ts';

const minute = Date.parse('2026-11-22T12:00:00Z');

describe('tickCameras', () => {
  it('hands out each slot of the minute to each camera, so that it arrives at its time', async () => {
    const sent: DelayedSlot[] = [];
    const ports = {
      cameras: memoryCameraStore([makeCamera(), makeCamera({ id: 'nk-cam-02' })]),
      settings: memorySettingsStore(makeSettings({ slotSeconds: 20 })),
      slots: { send: async (slots: readonly DelayedSlot[]) => void sent.push(...slots) },
      telemetry: memoryTelemetry(),
    };

    await tickCameras({ now: minute + 3_400 }, ports);

    expect(
      sent.map(({ message, delaySeconds }) => [message.cameraId, message.slotAt - minute, delaySeconds]),
    ).toEqual([
      ['nk-cam-01', 20_000, 17],
      ['nk-cam-02', 20_000, 17],
      ['nk-cam-01', 40_000, 37],
      ['nk-cam-02', 40_000, 37],
      ['nk-cam-01', 60_000, 57],
      ['nk-cam-02', 60_000, 57],
    ]);
  });
});

describe('slotsAfter', () => {
  it('gives a full minute of slots on the grid, whenever the tick comes', () => {
    const seconds = fc.constantFrom(5, 6, 10, 12, 15, 20, 30, 60);
    fc.assert(
      fc.property(seconds, fc.integer({ min: 0, max: 120_000 }), (slotSeconds, late) => {
        const now = minute + late;
        const slots = slotsAfter(now, slotSeconds);

        expect(slots).toHaveLength(60 / slotSeconds);
        expect(slots.every((at) => at % (slotSeconds * 1000) === 0 && at > now && at <= now + 60_000)).toBe(
          true,
        );
      }),
    );
  });
});
