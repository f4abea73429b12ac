import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { CameraStore } from '../lambdas/cameras/camera-store.ts';
import { dynamoCameraStore } from '../lambdas/cameras/dynamo-camera-store.ts';
import { dynamoIncidentStore } from '../lambdas/incidents/dynamo-incident-store.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSettingsStore } from '../lambdas/sightings/dynamo-settings-store.ts';
import { dynamoSightingIndex } from '../lambdas/sightings/dynamo-sighting-index.ts';
import type { SearchSightingsPorts } from '../lambdas/sightings/search-sightings.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import type { CorrectionStore } from '../lambdas/watchlist/correction-store.ts';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { dynamoCorrectionStore } from '../lambdas/watchlist/dynamo-correction-store.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { WatchlistStore } from '../lambdas/watchlist/watchlist-store.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

/** What is read to try a rule; nothing but the audit row is written. */
export interface RulesPorts extends SearchSightingsPorts {
  readonly watchlist: Pick<WatchlistStore, 'list'>;
  readonly settings: SettingsStore;
  readonly cameras: Pick<CameraStore, 'list'>;
  readonly incidents: Pick<IncidentStore, 'find'>;
  readonly corrections: Pick<CorrectionStore, 'list'>;
}

/** The tables of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openRulesPorts(stackName?: string): Promise<RulesPorts> {
  const outputs = await readStackOutputs(stackName);
  const client = DynamoDBDocumentClient.from(new DynamoDBClient());
  const at = (key: string) => {
    const tableName = outputs[key];
    if (tableName === undefined)
      throw new StackMissingError(`the stack has no output "${key}": deploy it again`);
    return { client, tableName };
  };
  const settings = dynamoSettingsStore({ ...at('RegistryTable'), clock: Date.now });
  const retentionDays = async () => (await settings.read()).retention.incidentDays;
  return {
    settings,
    index: dynamoSightingIndex(at('SightingsTable')),
    audit: dynamoAuditLog({ ...at('AuditTable'), randomPart: () => randomUUID().slice(0, 8) }),
    watchlist: dynamoWatchlistStore(at('WatchlistTable')),
    corrections: dynamoCorrectionStore(at('WatchlistTable')),
    cameras: dynamoCameraStore(at('RegistryTable')),
    incidents: dynamoIncidentStore({ ...at('IncidentsTable'), retentionDays }),
  };
}
