import type { GatherEvidenceMessage } from '../zone/messages.ts';

/** The way to gather-evidence. */
export interface EvidenceQueue {
  /** At least once, not before the delay (0–900 s, default 0) is over: what was gathered is not gathered again. */
  send(message: GatherEvidenceMessage, delaySeconds?: number): Promise<void>;
}
