import type { Sighting } from './sighting.ts';

/** Where sightings are kept. */
export interface SightingStore {
  /** Keeps the sighting if its id is new; one that exists is left as it is. */
  create(sighting: Sighting): Promise<'created' | 'existed'>;
  find(sightingId: string): Promise<Sighting | undefined>;
  /** Sightings of one camera last seen in `from`…`to` (epoch ms, both included), newest first, none that expired. */
  listByCamera(query: SightingQuery): Promise<readonly Sighting[]>;
}

export interface SightingQuery {
  readonly cameraId: string;
  readonly from: number;
  readonly to: number;
  readonly limit: number;
  readonly now: number;
}
