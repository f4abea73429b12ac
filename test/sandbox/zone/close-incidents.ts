import { dynamoIncidentStore } from '../../../lambdas/incidents/dynamo-incident-store.ts';
import type { Zone } from './run-zone.ts';

/** Resolves what is open, so that what a test does joins nothing of the tests before. */
export async function closeIncidents(zone: Zone): Promise<void> {
  const store = dynamoIncidentStore({
    client: zone.documents,
    tableName: zone.sandbox.outputs.IncidentsTable ?? '',
    retentionDays: async () => 1,
  });
  for (const { incidentId } of await zone.incidents())
    await store.move(incidentId, 'resolved', { by: 'test', at: Date.now() });
}
