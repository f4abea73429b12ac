import type { Place } from '../zone/messages.ts';

/** What the zone file says about poles. */
export interface PoleRegistry {
  /** Where the pole stands; `undefined` when the zone does not know it. */
  findPlace(poleId: string): Promise<Place | undefined>;
  /** How long incidents are kept, in days. */
  incidentDays(): Promise<number>;
}
