import { describe, expect, it } from 'vitest';
import { askPatienceMilliseconds } from '../../lambdas/cameras/ask-catch-up.ts';
import { maxBacklogs } from '../../lambdas/cameras/backlog.ts';
import { settleMilliseconds } from '../../lambdas/cameras/window.ts';
import { makePlateEntry } from '../watchlist/make-entry.ts';
import { makeWatch, parkedPlate, secondsIn, start, type WatchOptions, walker } from './make-watch.ts';

/** Whether a moment lies in seconds `from` to `to` of the street. */
const between = (takenAt: number, from: number, to: number) =>
  secondsIn(takenAt) >= from && secondsIn(takenAt) < to;

/** Nobody on the street, and no video for most of the outage, which costs no time. */
const quiet = (at: number) => (between(at, 0, 20) || between(at, 590, 1_300) ? [] : undefined);

/** A minute's live slot that comes `seconds` after the street began. */
const slotIn = (seconds: number) => start + seconds * 1000 + settleMilliseconds;

/** Watched for ten seconds, then nobody watched for ten minutes. */
async function afterOutage(options: WatchOptions) {
  const zone = makeWatch({ camera: { framesPerSecond: 1 }, ...options });
  await zone.watch(slotIn(10));
  await zone.watch(slotIn(610));
  return zone;
}

describe('watchCamera after an outage', () => {
  it('watches what happens now first, and asks for the rest', async () => {
    const zone = await afterOutage({ things: (at) => (between(at, 603, 606) ? [walker(start, 'now')] : []) });

    expect(zone.faces).toMatchObject([{ firstSeenAt: start + 603_000 }]);
    expect(zone.frames.listed.filter((at) => at >= start + 10_000)[0]).toBe(start + 600_000);
    expect(zone.asked).toEqual([{ version: 1, task: 'catch-up', cameraId: 'nk-cam-01' }]);
    expect(zone.telemetry.lines.find(({ event }) => event === 'CATCH_UP_BEGUN')?.fields).toEqual({
      cameraId: 'nk-cam-01',
      from: start + 10_000,
      to: start + 600_000,
      seconds: 590,
    });
  });

  it('asks once while somebody is on the way, and again when nobody came', async () => {
    const zone = await afterOutage({ things: quiet });

    await zone.watch(slotIn(620));
    expect(zone.asked).toHaveLength(1);

    const late = slotIn(620) + askPatienceMilliseconds;
    await zone.watch(slotIn(630), { clock: () => late });
    expect(zone.asked).toHaveLength(2);
  });

  it('watches the present although the backlog queue is away, and asks in the next slot', async () => {
    const zone = makeWatch({ things: quiet, camera: { framesPerSecond: 1 } });
    await zone.watch(slotIn(10));
    const away = { send: () => Promise.reject(new Error('the queue is away')) };

    const first = zone.watch(slotIn(610), {}, { ...zone.ports, backlogQueue: away });
    await expect(first).rejects.toThrow('away');
    expect(zone.cursors.kept.get('nk-cam-01')?.state.watchedTo).toBe(start + 610_000);
    await zone.watch(slotIn(620));

    expect(zone.asked).toHaveLength(1);
  });

  it('keeps at most so many backlogs: a camera that fails and fails must not fill its record', async () => {
    const zone = makeWatch({ things: quiet, camera: { framesPerSecond: 1 } });
    await zone.watch(slotIn(10));

    for (let count = 1; count <= maxBacklogs + 2; count++) await zone.watch(slotIn(10 + count * 600));

    expect(zone.cursors.kept.get('nk-cam-01')?.left).toHaveLength(maxBacklogs);
  });
});

describe('catchUpCamera', () => {
  it('watches every frame that was left, and then none', async () => {
    const zone = await afterOutage({ things: quiet });

    await zone.catchUp(slotIn(615));

    expect(zone.frames.listed.toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 610 }, (_, i) => start + i * 1000),
    );
    expect(zone.asked).toEqual([]);
    expect(zone.telemetry.events().at(-1)).toBe('CATCH_UP_ENDED');
    expect(zone.telemetry.measured.filter(({ metric }) => metric === 'BacklogSeconds').at(-1)?.value).toBe(0);
  });

  it('tells who came by meanwhile, with the time of the video', async () => {
    const zone = await afterOutage({
      things: (at) => (between(at, 100, 104) ? [parkedPlate()] : []),
      entries: [makePlateEntry()],
    });

    await zone.catchUp(slotIn(615));

    expect([...zone.sightings.kept.values()]).toMatchObject([{ lastSeenAt: start + 103_000 }]);
    expect(zone.alerts.sent).toMatchObject([{ kind: 'plate', happenedAt: start + 103_000 }]);
  });

  it('goes on with the passes that were open when the outage began', async () => {
    const zone = await afterOutage({
      things: (at) => (between(at, 8, 13) ? [walker(at, 'ann', 300, 50)] : []),
    });

    await zone.catchUp(slotIn(615));

    expect(zone.faces).toMatchObject([{ firstSeenAt: start + 8_000, lastSeenAt: start + 12_000 }]);
  });

  it('ends the passes that are open at its end, and the present counts them again, once', async () => {
    const zone = await afterOutage({
      things: (at) =>
        between(at, 597, 603)
          ? [{ ...walker(start, 'ann'), box: { x: 90, y: 90, width: 50, height: 50 } }]
          : [],
    });

    await zone.catchUp(slotIn(615));

    expect(
      zone.faces.map(({ firstSeenAt, lastSeenAt }) => [secondsIn(firstSeenAt), secondsIn(lastSeenAt)]),
    ).toEqual([
      [600, 602],
      [597, 599],
    ]);
    expect(zone.cursors.kept.get('nk-cam-01')?.left).toEqual([]);
  });

  it('stops when its time runs out, and asks for another to go on from there', async () => {
    const zone = await afterOutage({ things: quiet });
    let frames = 0;

    await zone.catchUp(slotIn(615), { isOutOfTime: () => ++frames > 100 });

    const [left] = zone.cursors.kept.get('nk-cam-01')?.left ?? [];
    expect(secondsIn(left?.state.watchedTo ?? 0)).toBeGreaterThan(60);
    expect(secondsIn(left?.state.watchedTo ?? 0)).toBeLessThan(120);
    expect(zone.asked).toHaveLength(1);
    await zone.catchUp(slotIn(620));
    expect(new Set(zone.frames.listed).size).toBe(zone.frames.listed.length - 1);
    expect(new Set(zone.frames.listed).size).toBe(610);
  });

  it('works off the oldest of two backlogs first', async () => {
    const zone = await afterOutage({ things: quiet });
    await zone.watch(slotIn(1_210));

    await zone.catchUp(slotIn(1_215));

    const old = zone.frames.listed.slice(30);
    expect(old).toEqual(old.toSorted((a, b) => a - b));
    expect(new Set(zone.frames.listed).size).toBe(1_210);
  });

  it('leaves a backlog alone that another works on', async () => {
    const zone = await afterOutage({ things: quiet });
    const now = slotIn(615);
    await zone.ports.backlogs.lease({
      cameraId: 'nk-cam-01',
      owner: 'other',
      now,
      until: now + 20_000,
      askedUntil: now + 60_000,
    });
    const before = zone.frames.listed.length;

    await zone.catchUp(now);

    expect(zone.frames.listed).toHaveLength(before);
    expect(zone.asked).toEqual([]);
  });

  it('keeps the lease while it works, so that no other takes it', async () => {
    const zone = await afterOutage({ things: quiet });
    let now = slotIn(615);
    const clock = () => {
      now += 3_000;
      return now;
    };

    await zone.catchUp(now, { clock });

    expect(now - slotIn(615)).toBeGreaterThan(60_000);
    expect(zone.telemetry.events()).toContain('CATCH_UP_ENDED');
  });

  it('ends at once when another took it over meanwhile', async () => {
    const zone = await afterOutage({ things: () => [] });
    const thief = { cameraId: 'nk-cam-01', owner: 'thief', until: slotIn(9_000), askedUntil: slotIn(9_000) };
    let now = slotIn(615);
    const clock = () => {
      now += 30_000;
      return now;
    };
    const stolen = {
      ...zone.ports,
      codec: {
        ...zone.ports.codec,
        shrink: async (jpeg: Uint8Array) => {
          await zone.ports.backlogs.lease({ ...thief, now: slotIn(8_000) });
          return zone.ports.codec.shrink(jpeg);
        },
      },
    };

    await expect(zone.catchUp(now, { clock }, stolen)).rejects.toThrow('taken over');
    expect(zone.telemetry.events()).not.toContain('BACKLOG_WATCHED');
  });

  it('says so when video expired before it was watched, and ends what was open', async () => {
    const zone = await afterOutage({
      things: (at) => (between(at, 8, 13) ? [walker(at, 'ann', 300, 50)] : []),
    });

    await zone.catchUp(slotIn(615) + 30 * 3_600_000);

    const { fields } = zone.telemetry.lines.find(({ event }) => event === 'VIDEO_EXPIRED') ?? {};
    expect(fields?.lostMilliseconds).toBe(590_000);
    expect(zone.faces).toHaveLength(1);
    expect(zone.cursors.kept.get('nk-cam-01')?.left).toEqual([]);
  });

  it('drops a message of a camera that left the zone', async () => {
    const zone = await afterOutage({ things: quiet });
    const nobody = { ...zone.ports.cameras, find: async () => undefined };

    await zone.catchUp(slotIn(615), {}, { ...zone.ports, cameras: nobody });

    expect(zone.telemetry.events().at(-1)).toBe('CAMERA_UNKNOWN');
  });
});
