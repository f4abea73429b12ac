import type { DecisionLog } from '../lambdas/alerts/decision-log.ts';
import { dynamoDecisionLog } from '../lambdas/alerts/dynamo-decision-log.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSightingStore } from '../lambdas/sightings/dynamo-sighting-store.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import type { SightingStore } from '../lambdas/sightings/sighting-store.ts';
import type { AuditLog } from '../lambdas/watchlist/audit-log.ts';
import type { CorrectionStore } from '../lambdas/watchlist/correction-store.ts';
import { dynamoCorrectionStore } from '../lambdas/watchlist/dynamo-correction-store.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { WatchlistStore } from '../lambdas/watchlist/watchlist-store.ts';
import { openZoneTables } from './zone-tables.ts';

/** What an explanation reads; nothing but the audit row is written. */
export interface ExplainPorts {
  readonly incidents: Pick<IncidentStore, 'find' | 'timeline' | 'readPointer' | 'findAssignment'>;
  readonly decisions: Pick<DecisionLog, 'list'>;
  readonly sightings: Pick<SightingStore, 'find' | 'listDecisions'>;
  readonly watchlist: Pick<WatchlistStore, 'list'>;
  readonly corrections: Pick<CorrectionStore, 'list'>;
  readonly settings: SettingsStore;
  readonly audit: AuditLog;
}

/** The tables of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openExplainPorts(stackName?: string): Promise<ExplainPorts> {
  const tables = await openZoneTables(stackName);
  const { at } = tables;
  const settings = tables.settings();
  const retentionDays = async () => (await settings.read()).retention.incidentDays;
  return {
    settings,
    incidents: tables.incidents(),
    decisions: dynamoDecisionLog({ ...at('IncidentsTable'), retentionDays }),
    sightings: dynamoSightingStore(at('SightingsTable')),
    watchlist: dynamoWatchlistStore(at('WatchlistTable')),
    corrections: dynamoCorrectionStore(at('WatchlistTable')),
    audit: tables.audit(),
  };
}
