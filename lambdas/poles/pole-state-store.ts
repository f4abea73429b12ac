import type { PoleConnection } from './pole-connection.ts';
import type { ReportedFault } from './pole-fault.ts';
import type { PoleHealth } from './pole-health.ts';
import type { Heartbeat, SelfTest } from './pole-message.ts';
import type { FaultReport, PoleState, SeenPress } from './pole-state.ts';

/** The pole's state after a message, or that a newer one of its kind had come before. */
export type Kept = { readonly outcome: 'kept'; readonly state: PoleState } | { readonly outcome: 'outdated' };

/** What a pole last said about itself. Messages may come twice and in any order: only a newer one changes anything. */
export interface PoleStateStore {
  /** `at` is the broker's time in epoch ms: one clock for all poles. */
  keepHeartbeat(poleId: string, heartbeat: Heartbeat, at: number): Promise<Kept>;
  keepSelfTest(poleId: string, selfTest: SelfTest, at: number): Promise<Kept>;
  keepReport(poleId: string, fault: ReportedFault, report: FaultReport): Promise<Kept>;
  /** Goes by `isLaterConnection`. */
  keepConnection(poleId: string, connection: PoleConnection): Promise<'kept' | 'outdated'>;
  /** Counts a press once under its id (`withPress`). */
  countPress(poleId: string, press: SeenPress): Promise<PoleState>;
  /** A person answered: whoever pressed was no stuck button. The answer stands for them all, so that quiet can follow. */
  forgetPresses(poleId: string, answer: SeenPress): Promise<void>;
  /** Replaces the health of the revision before; `outdated`: somebody else has. */
  keepHealth(poleId: string, health: PoleHealth): Promise<'kept' | 'outdated'>;
  find(poleId: string): Promise<PoleState>;
}
