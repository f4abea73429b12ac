import type { Heartbeat, SelfTest } from './pole-message.ts';

/** What a pole last said about itself. Messages may come twice and in any order: only a newer one changes anything. */
export interface PoleStateStore {
  /** `at` is the broker's time in epoch ms: one clock for all poles. */
  keepHeartbeat(poleId: string, heartbeat: Heartbeat, at: number): Promise<'kept' | 'outdated'>;
  keepSelfTest(poleId: string, selfTest: SelfTest, at: number): Promise<'kept' | 'outdated'>;
}
