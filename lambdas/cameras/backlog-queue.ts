import type { CatchUpMessage } from '../zone/messages.ts';

/** The way to catch-up-camera. */
export interface BacklogQueue {
  /** At least once. */
  send(message: CatchUpMessage): Promise<void>;
}
