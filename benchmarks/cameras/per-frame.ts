import type { Camera } from '../../lambdas/cameras/camera.ts';
import { emptyState } from '../../lambdas/cameras/camera-state.ts';
import type { FrameSource } from '../../lambdas/cameras/frame-source.ts';
import type { Models } from '../../lambdas/cameras/onnx-models.ts';
import type { PictureCodec } from '../../lambdas/cameras/picture-codec.ts';
import { sharpPictureCodec } from '../../lambdas/cameras/sharp-picture-codec.ts';
import { watchWindow } from '../../lambdas/cameras/watch-window.ts';
import { makeCamera } from '../../test/cameras/make-camera.ts';
import { memoryTelemetry } from '../../test/memory/telemetry.ts';
import { cpuSince, streetStart } from './watch-street.ts';

/** What one frame cost watch-camera. */
export interface FrameCost {
  /** Of all threads of the process. */
  readonly cpuMilliseconds: number;
  /** Whether it was decoded whole and looked at: something moved, or a pass was in doubt. */
  readonly isLookedAt: boolean;
}

/** Watches the frames as one window and tells the processor time that went by until the next one was asked for. */
export async function costPerFrame(
  jpegs: readonly Uint8Array[],
  camera: Pick<Camera, 'watches' | 'framesPerSecond'>,
  models: Models,
): Promise<readonly FrameCost[]> {
  const costs: FrameCost[] = [];
  let isLookedAt = false;
  const intervalMilliseconds = 1000 / camera.framesPerSecond;
  const frames: FrameSource = {
    listFrames: async function* () {
      for (const [index, jpeg] of jpegs.entries()) {
        isLookedAt = false;
        const before = process.cpuUsage();
        yield { takenAt: streetStart + index * intervalMilliseconds, jpeg };
        costs.push({ cpuMilliseconds: cpuSince(before), isLookedAt });
      }
    },
  };
  const codec: PictureCodec = {
    ...sharpPictureCodec(),
    decode: (jpeg) => {
      isLookedAt = true;
      return sharpPictureCodec().decode(jpeg);
    },
  };
  const to = streetStart + jpegs.length * intervalMilliseconds;
  await watchWindow(
    {
      camera: makeCamera(camera),
      window: { from: streetStart, to, intervalMilliseconds },
      state: emptyState(streetStart),
      isOutOfTime: () => false,
    },
    { ...models, codec, frames, telemetry: memoryTelemetry() },
  );
  return costs;
}
