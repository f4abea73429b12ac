import type { IdentifyFaceMessage } from '../zone/messages.ts';

/** The way to identify-face. */
export interface FaceQueue {
  /** At least once: the same pass may be sent again. */
  send(message: IdentifyFaceMessage): Promise<void>;
}
