import type { StrangerVisit } from './stranger-visit.ts';

/** Where visits of strangers are kept; there is none in a zone that does not allow it. */
export interface StrangerStore {
  /** Keeps the visit if it is new; one that exists is left as it is. */
  create(visit: StrangerVisit): Promise<'created' | 'existed'>;
  /** Of one camera, newest first, none that expired by `now` (epoch milliseconds). */
  listByCamera(cameraId: string, now: number): Promise<readonly StrangerVisit[]>;
}
