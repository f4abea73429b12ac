import type { PoleConnection } from './pole-connection.ts';
import type { ReportedFault } from './pole-fault.ts';
import type { PoleHealth } from './pole-health.ts';
import type { Heartbeat, SelfTest } from './pole-message.ts';

/** The newest of its kind; `at` is the broker's time in epoch ms. */
export interface Told<What> {
  readonly told: What;
  readonly at: number;
}

/** A fault that the pole reported last, or the end of it. */
export interface FaultReport {
  readonly at: number;
  readonly faultId: string;
  readonly isOver: boolean;
}

export interface SeenPress {
  readonly pressId: string;
  readonly at: number;
}

/** What a pole last said about itself. */
export interface PoleSeen {
  readonly heartbeat?: Told<Omit<Heartbeat, 'version'>>;
  readonly firstHeartbeatAt?: number;
  readonly selfTest?: Told<Omit<SelfTest, 'version'>>;
  readonly reports: Readonly<Partial<Record<ReportedFault, FaultReport>>>;
  /** Those of the last minute in which it was pressed, oldest first. */
  readonly presses: readonly SeenPress[];
  readonly connection?: PoleConnection;
}

/** And what was made of it. */
export interface PoleState extends PoleSeen {
  readonly health: PoleHealth;
}

const pressWindowMilliseconds = 60_000;
/** More are no better proof of a stuck button, and the item must not grow. */
const mostPresses = 30;

/** The presses after one more; one that was counted before changes nothing. */
export function withPress(presses: readonly SeenPress[], press: SeenPress): readonly SeenPress[] {
  if (presses.some(({ pressId }) => pressId === press.pressId)) return presses;
  const all = [...presses, press].toSorted((a, b) => a.at - b.at);
  const last = all.at(-1)?.at ?? press.at;
  return all.filter(({ at }) => at > last - pressWindowMilliseconds).slice(-mostPresses);
}
