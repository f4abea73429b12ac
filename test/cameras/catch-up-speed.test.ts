import { describe, expect, it } from 'vitest';
import type { WatchCameraPorts } from '../../lambdas/cameras/watch-camera.ts';
import { makeWatch, secondsIn, slot, start, walker } from './make-watch.ts';

/** What a frame is taken to cost in all, GetImages too: ten times real time leaves 100 ms at 1 frame/s. */
const frameMilliseconds = 70;
/** What a window costs beside its frames: its writes, the first answer of GetImages. */
const windowMilliseconds = 500;
/** From the message that asks for another invocation to its first frame. */
const handOverMilliseconds = 300;
const workMilliseconds = 40_000;
const slotMilliseconds = 10_000;

const outageSeconds = 3_600;
/** The first slot after the outage. */
const back = slot(1) + outageSeconds * 1000;

/** Somebody walks by every minute; the rest of it has no video, which costs the test no time but the camera as much. */
function makeCamera() {
  return makeWatch({
    camera: { framesPerSecond: 1 },
    things: (at) => {
      const second = secondsIn(at) % 60;
      if (second > 8) return undefined;
      return second < 4 ? [walker(start + second * 1000, 'ann')] : [];
    },
  });
}
type Camera = ReturnType<typeof makeCamera>;

/** Runs an invocation on a clock that its frames and windows move on. Returns when it ended. */
async function invoke(
  { ports }: Camera,
  startedAt: number,
  run: (
    params: { clock: () => number; isOutOfTime: () => boolean },
    ports: WatchCameraPorts,
  ) => Promise<unknown>,
): Promise<number> {
  let now = startedAt;
  const slow: WatchCameraPorts = {
    ...ports,
    frames: {
      listFrames: async function* (cameraId, window) {
        now += windowMilliseconds;
        for await (const frame of ports.frames.listFrames(cameraId, window)) {
          now += frameMilliseconds;
          yield frame;
        }
      },
    },
  };
  const isOutOfTime = () => now - startedAt > workMilliseconds;
  await run({ clock: () => now, isOutOfTime }, slow);
  return now;
}

/**
 * After an outage of the first cameras: live slots of all cameras share one worker of watch-camera, each backlog has
 * one of catch-up-camera. Returns when each backlog was worked off, in seconds after the outage.
 */
async function run(late: readonly Camera[], live: readonly Camera[]): Promise<readonly number[]> {
  for (const camera of late) await camera.watch(slot(1));
  for (const camera of live) await camera.watch(back - slotMilliseconds);
  const catchingUp = new Map<Camera, number>();
  const endedAt: number[] = [];
  let workerFreeAt = back;
  for (let slotAt = back; endedAt.length < late.length; slotAt += slotMilliseconds) {
    for (const camera of [...late, ...live]) {
      const startsAt = Math.max(slotAt, workerFreeAt);
      workerFreeAt = await invoke(camera, startsAt, (params, ports) => camera.watch(slotAt, params, ports));
      if (camera.asked.length > 0 && !catchingUp.has(camera)) catchingUp.set(camera, workerFreeAt);
    }
    for (const [camera, startsAt] of catchingUp) {
      if (startsAt >= slotAt + slotMilliseconds || camera.asked.length === 0) continue;
      const endsAt = await invoke(camera, startsAt + handOverMilliseconds, (params, ports) =>
        camera.catchUp(startsAt, { owner: `catch-up-${startsAt}`, ...params }, ports),
      );
      catchingUp.set(camera, endsAt);
      if (camera.asked.length === 0) endedAt.push((endsAt - back) / 1000);
    }
  }
  return endedAt;
}

const lagsOf = ({ telemetry }: Camera) =>
  telemetry.measured.filter(({ metric }) => metric === 'WatchLagSeconds').map(({ value }) => value);

describe('an hour that nobody watched', () => {
  it('is worked off ten times as fast as it came, and no camera lags two slots meanwhile', async () => {
    const late = Array.from({ length: 2 }, makeCamera);
    const live = Array.from({ length: 3 }, makeCamera);

    const seconds = await run(late, live);

    expect(Math.max(...seconds)).toBeLessThan(outageSeconds / 10);
    for (const camera of [...late, ...live]) {
      expect(lagsOf(camera).length).toBeGreaterThan(20);
      expect(Math.max(...lagsOf(camera))).toBeLessThan((2 * slotMilliseconds) / 1000);
    }
    for (const { faces } of late) expect(faces.length).toBeGreaterThanOrEqual(outageSeconds / 60);
  });
});
