import type { FrameSource } from './frame-source.ts';

export interface RenewParams {
  /** Epoch milliseconds. */
  readonly clock: () => number;
  readonly everyMilliseconds: number;
  /** Throws when the camera was lost. */
  readonly renew: () => Promise<void>;
}

/**
 * The same frames, and the lease is renewed between them while they take long. So a lease can be short: the camera of
 * a function that was killed is free again within two slots.
 */
export function renewWhileWatching(
  frames: FrameSource,
  { clock, everyMilliseconds, renew }: RenewParams,
): FrameSource {
  return {
    listFrames: async function* (cameraId, window) {
      let renewedAt = clock();
      for await (const frame of frames.listFrames(cameraId, window)) {
        if (clock() - renewedAt >= everyMilliseconds) {
          await renew();
          renewedAt = clock();
        }
        yield frame;
      }
    },
  };
}
