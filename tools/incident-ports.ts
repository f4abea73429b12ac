import { dynamoIncidentIndex } from '../lambdas/incidents/dynamo-incident-index.ts';
import type { IncidentIndex } from '../lambdas/incidents/incident-index.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import { openZoneTables } from './zone-tables.ts';

/** All that the commands of incidents work with. */
export interface IncidentPorts {
  readonly incidents: IncidentStore;
  readonly index: IncidentIndex;
  readonly settings: SettingsStore;
}

/** The incidents of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openIncidentPorts(stackName?: string): Promise<IncidentPorts> {
  const tables = await openZoneTables(stackName);
  return {
    incidents: tables.incidents(),
    index: dynamoIncidentIndex({ ...tables.at('IncidentsTable'), clock: Date.now }),
    settings: tables.settings(),
  };
}
