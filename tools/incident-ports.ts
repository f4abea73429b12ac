import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoIncidentIndex } from '../lambdas/incidents/dynamo-incident-index.ts';
import { dynamoIncidentStore } from '../lambdas/incidents/dynamo-incident-store.ts';
import type { IncidentIndex } from '../lambdas/incidents/incident-index.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSettingsStore } from '../lambdas/sightings/dynamo-settings-store.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

/** All that the commands of incidents work with. */
export interface IncidentPorts {
  readonly incidents: IncidentStore;
  readonly index: IncidentIndex;
  readonly settings: SettingsStore;
}

/** The incidents of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openIncidentPorts(stackName?: string): Promise<IncidentPorts> {
  const outputs = await readStackOutputs(stackName);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const at = (key: string) => {
    const tableName = outputs[key];
    if (tableName === undefined)
      throw new StackMissingError(`the stack has no output "${key}": deploy it again`);
    return { client, tableName, clock: Date.now };
  };
  const settings = dynamoSettingsStore(at('RegistryTable'));
  const retentionDays = async () => (await settings.read()).retention.incidentDays;
  return {
    incidents: dynamoIncidentStore({ ...at('IncidentsTable'), retentionDays }),
    index: dynamoIncidentIndex(at('IncidentsTable')),
    settings,
  };
}
