import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { dynamoIncidentStore } from '../lambdas/incidents/dynamo-incident-store.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSettingsStore } from '../lambdas/sightings/dynamo-settings-store.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import type { AuditLog } from '../lambdas/watchlist/audit-log.ts';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

export interface ZoneTables {
  /** Of the stack. Throws StackMissingError when it is too old to have it. */
  readonly output: (name: string) => string;
  /** The table that an output names, for an adapter. Throws StackMissingError. */
  readonly at: (output: string) => {
    readonly client: DynamoDBDocumentClient;
    readonly tableName: string;
  };
  readonly outputs: Readonly<Record<string, string>>;
  readonly settings: () => SettingsStore;
  readonly incidents: () => IncidentStore;
  readonly audit: () => AuditLog;
}

/** The tables of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openZoneTables(stackName?: string): Promise<ZoneTables> {
  const outputs = await readStackOutputs(stackName);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const output = (name: string) => {
    const value = outputs[name];
    if (value === undefined)
      throw new StackMissingError(`the stack has no output "${name}": deploy it again`);
    return value;
  };
  const at = (name: string) => ({ client, tableName: output(name) });
  const settings = () => dynamoSettingsStore({ ...at('RegistryTable'), clock: Date.now });
  return {
    output,
    at,
    outputs,
    settings,
    incidents: () =>
      dynamoIncidentStore({
        ...at('IncidentsTable'),
        retentionDays: async () => (await settings().read()).retention.incidentDays,
      }),
    audit: () => dynamoAuditLog({ ...at('AuditTable'), randomPart: () => randomUUID().slice(0, 8) }),
  };
}
