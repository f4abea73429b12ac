import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { DecisionLog } from '../lambdas/alerts/decision-log.ts';
import { dynamoDecisionLog } from '../lambdas/alerts/dynamo-decision-log.ts';
import { dynamoIncidentStore } from '../lambdas/incidents/dynamo-incident-store.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSettingsStore } from '../lambdas/sightings/dynamo-settings-store.ts';
import { dynamoSightingStore } from '../lambdas/sightings/dynamo-sighting-store.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import type { SightingStore } from '../lambdas/sightings/sighting-store.ts';
import type { AuditLog } from '../lambdas/watchlist/audit-log.ts';
import type { CorrectionStore } from '../lambdas/watchlist/correction-store.ts';
import { dynamoAuditLog } from '../lambdas/watchlist/dynamo-audit-log.ts';
import { dynamoCorrectionStore } from '../lambdas/watchlist/dynamo-correction-store.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { WatchlistStore } from '../lambdas/watchlist/watchlist-store.ts';
import { readStackOutputs, StackMissingError } from './stack-outputs.ts';

/** What an explanation reads; nothing but the audit row is written. */
export interface ExplainPorts {
  readonly incidents: Pick<IncidentStore, 'find' | 'timeline' | 'readPointer' | 'findAssignment'>;
  readonly decisions: Pick<DecisionLog, 'list'>;
  readonly sightings: Pick<SightingStore, 'find'>;
  readonly watchlist: Pick<WatchlistStore, 'list'>;
  readonly corrections: Pick<CorrectionStore, 'list'>;
  readonly settings: SettingsStore;
  readonly audit: AuditLog;
}

/** The tables of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openExplainPorts(stackName?: string): Promise<ExplainPorts> {
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
  const incidents = { ...at('IncidentsTable'), retentionDays };
  return {
    settings,
    incidents: dynamoIncidentStore(incidents),
    decisions: dynamoDecisionLog(incidents),
    sightings: dynamoSightingStore(at('SightingsTable')),
    watchlist: dynamoWatchlistStore(at('WatchlistTable')),
    corrections: dynamoCorrectionStore(at('WatchlistTable')),
    audit: dynamoAuditLog({ ...at('AuditTable'), randomPart: () => randomUUID().slice(0, 8) }),
  };
}
