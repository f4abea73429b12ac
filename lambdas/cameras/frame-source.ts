import type { Window } from './window.ts';

/** One point of the sampling grid: a JPEG, or why there is none. */
export type Frame =
  | { readonly takenAt: number; readonly jpeg: Uint8Array }
  | { readonly takenAt: number; readonly missing: 'no-video' | 'unreadable' };

/** A camera's stored video. */
export interface FrameSource {
  /** The window's frames in order of time. A camera that never sent anything gives none. */
  listFrames(cameraId: string, window: Window): AsyncIterable<Frame>;
}
