import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CameraStore } from '../lambdas/cameras/camera-store.ts';
import { dynamoCameraStore } from '../lambdas/cameras/dynamo-camera-store.ts';
import { dynamoSettingsStore } from '../lambdas/sightings/dynamo-settings-store.ts';
import { dynamoStrangerStore } from '../lambdas/sightings/dynamo-stranger-store.ts';
import type { ListStrangersPorts } from '../lambdas/sightings/list-strangers.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

export interface StrangersPorts extends ListStrangersPorts {
  readonly settings: SettingsStore;
  readonly cameras: Pick<CameraStore, 'list'>;
}

/** The zone does not keep strangers. */
export class StrangersOffError extends Error {
  override readonly name = 'StrangersOffError';

  constructor() {
    super('this zone keeps no strangers: "strangers" is not in its zone file (docs/privacy.md, "Strangers")');
  }
}

/** The tables of the deployed zone. Throws StackMissingError, and StrangersOffError where there is none. */
export async function openStrangersPorts(stackName?: string): Promise<StrangersPorts> {
  const { RegistryTable, AuditTable, StrangersTable } = await readStackOutputs(stackName);
  if (RegistryTable === undefined || AuditTable === undefined)
    throw new StackMissingError('the stack lacks outputs of its tables: deploy it again');
  if (StrangersTable === undefined) throw new StrangersOffError();
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const registry = { client, tableName: RegistryTable };
  return {
    settings: dynamoSettingsStore({ ...registry, clock: Date.now }),
    cameras: dynamoCameraStore(registry),
    strangers: dynamoStrangerStore({ client, tableName: StrangersTable }),
    audit: dynamoAuditLog({
      client,
      tableName: AuditTable,
      randomPart: () => randomUUID().slice(0, 8),
    }),
  };
}
