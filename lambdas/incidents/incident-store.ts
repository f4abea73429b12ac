import type { Incident } from './incident.ts';

/** Where incidents are kept. */
export interface IncidentStore {
  /** Keeps the incident if its id is new. One that exists is left as it is, whatever its state became meanwhile. */
  create(incident: Incident): Promise<'created' | 'existed'>;
  find(incidentId: string): Promise<Incident | undefined>;
}
