import type { SightingDecision } from '../zone/decision.ts';
import type { Sighting } from './sighting.ts';

/** Where sightings are kept. */
export interface SightingStore {
  /** Keeps the sighting if its id is new, with what was decided about it; one that exists is left as it is. */
  create(sighting: Sighting, decisions?: readonly SightingDecision[]): Promise<'created' | 'existed'>;
  find(sightingId: string): Promise<Sighting | undefined>;
  /** What was decided when the sighting was made, in that order; none of those from before decisions were kept. */
  listDecisions(sightingId: string): Promise<readonly SightingDecision[]>;
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
