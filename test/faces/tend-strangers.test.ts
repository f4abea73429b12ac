import { describe, expect, it } from 'vitest';
import { tendStrangers } from '../../lambdas/faces/tend-strangers.ts';
import { strangerIdOf } from '../../lambdas/zone/strangers.ts';
import { makeSettings, memorySettingsStore } from '../memory/settings-store.ts';
import { memoryStrangerFaces } from '../memory/strangers.ts';
import { memoryTelemetry } from '../memory/telemetry.ts';

const now = 1_767_225_600_000;
const seen = (hoursAgo: number) => strangerIdOf({ passId: 'face-1', seenAt: now - hoursAgo * 3_600_000 });

async function tend(keepHours: number | undefined, ids: readonly string[]) {
  const faces = memoryStrangerFaces();
  for (const id of ids) await faces.remember(id, Uint8Array.of(1));
  const strangers = keepHours === undefined ? undefined : { keepHours };
  const settings = memorySettingsStore({ ...makeSettings(), strangers });
  const telemetry = memoryTelemetry();
  await tendStrangers({ now }, { settings, faces, telemetry });
  return { left: [...faces.known.keys()], told: telemetry.lines.map(({ fields }) => fields) };
}

describe('tendStrangers', () => {
  it('deletes the faces that were first seen longer ago than they may be kept, and no others', async () => {
    const { left, told } = await tend(24, [seen(25), seen(24), seen(23), seen(0)]);

    expect(left).toEqual([seen(23), seen(0)]);
    expect(told).toEqual([{ count: 2 }]);
  });

  it('goes by a shorter time at once', async () => {
    expect((await tend(1, [seen(2), seen(0.5)])).left).toEqual([seen(0.5)]);
  });

  it('deletes a face that nothing says the age of', async () => {
    expect((await tend(72, ['somebody', 'stranger-soon-0123456789abcdef'])).left).toEqual([]);
  });

  it('deletes all when the zone file allows none any more', async () => {
    expect((await tend(undefined, [seen(0)])).left).toEqual([]);
  });

  it('says nothing when there was nothing to do', async () => {
    expect((await tend(24, [seen(0)])).told).toEqual([]);
  });
});
