import { dynamoIncidentStore } from '../../../lambdas/incidents/dynamo-incident-store.ts';
import type { Zone } from './run-zone.ts';

/** Resolves what is open, at one device or everywhere, so that what a test does joins nothing of the tests before. */
export async function closeIncidents(zone: Zone, deviceId?: string): Promise<void> {
  const store = dynamoIncidentStore({
    client: zone.documents,
    tableName: zone.sandbox.outputs.IncidentsTable ?? '',
    retentionDays: async () => 1,
  });
  const all = await zone.incidents();
  for (const { incidentId } of all.filter((one) => deviceId === undefined || one.deviceId === deviceId))
    await store.move(incidentId, 'resolved', { by: 'test', at: Date.now() });
}
