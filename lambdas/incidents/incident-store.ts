import type { Incident, IncidentState } from './incident.ts';

/** Where incidents are kept. */
export interface IncidentStore {
  /** Keeps the incident if its id is new. One that exists is left as it is, whatever its state became meanwhile. */
  create(incident: Incident): Promise<'created' | 'existed'>;
  /** Moves the incident on, if its state allows it (`canMove`); `unmoved` too when there is none. */
  move(incidentId: string, to: IncidentState): Promise<'moved' | 'unmoved'>;
  find(incidentId: string): Promise<Incident | undefined>;
}
