import type { Decision } from '../zone/decision.ts';

/** What was decided about telling people, and why: of an incident, or of a sighting that became none. */
export interface DecisionLog {
  /** The same decision at the same time is kept once. */
  keep(decision: Decision): Promise<void>;
  /** Everything decided about an incident or sighting, oldest first. */
  list(about: string): Promise<readonly Decision[]>;
}
