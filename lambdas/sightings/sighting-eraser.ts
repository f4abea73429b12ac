import type { Sighting } from './sighting.ts';

/** Deletes sightings before their time. */
export interface SightingEraser {
  /** Every sighting that is stored, in any order: minutes of reading in a large zone. */
  all(): AsyncIterable<Sighting>;
  /** One that is gone already is no error. */
  erase(sightingId: string): Promise<void>;
}
