import type { TellDigestMessage } from '../zone/messages.ts';

/** The way back to raise-alert for what is told later. */
export interface DigestQueue {
  /** After the delay (whole seconds, at most 900). */
  tellLater(message: TellDigestMessage, delaySeconds: number): Promise<void>;
}
