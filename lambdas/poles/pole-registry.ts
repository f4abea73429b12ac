import type { Place } from '../zone/messages.ts';
import type { PoleSettings } from '../zone/pole-file.ts';
import type { PoleState } from './pole-state.ts';

/** How poles of this zone are judged. */
export interface PoleRules {
  readonly rules: PoleSettings;
  /** When the zone file was last applied (epoch ms). */
  readonly appliedAt: number | undefined;
}

export interface ListedPole {
  readonly poleId: string;
  readonly place: Place;
  readonly state: PoleState;
}

/** What the zone file says about poles. */
export interface PoleRegistry {
  /** Where the pole stands; `undefined` when the zone does not know it. */
  findPlace(poleId: string): Promise<Place | undefined>;
  /** How long incidents are kept, in days. */
  incidentDays(): Promise<number>;
  /** How long after a press the next one joins its open incident, in minutes. */
  pressMinutes(): Promise<number>;
  rules(): Promise<PoleRules>;
}

/** All poles of the zone file with their states, by id. */
export interface PoleList {
  list(): Promise<readonly ListedPole[]>;
}
