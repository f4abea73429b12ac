import type { WatchCameraMessage } from '../zone/messages.ts';

/** The way to watch-camera. */
export interface SlotQueue {
  /** Sends every message so that it arrives at its `delaySeconds` (whole, at most 900). Throws if any was refused. */
  send(slots: readonly DelayedSlot[]): Promise<void>;
}

export interface DelayedSlot {
  readonly message: WatchCameraMessage;
  readonly delaySeconds: number;
}
