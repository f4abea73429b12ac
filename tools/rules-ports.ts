import type { CameraStore } from '../lambdas/cameras/camera-store.ts';
import { dynamoCameraStore } from '../lambdas/cameras/dynamo-camera-store.ts';
import type { IncidentStore } from '../lambdas/incidents/incident-store.ts';
import { dynamoSightingIndex } from '../lambdas/sightings/dynamo-sighting-index.ts';
import type { SearchSightingsPorts } from '../lambdas/sightings/search-sightings.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import type { CorrectionStore } from '../lambdas/watchlist/correction-store.ts';
import { dynamoCorrectionStore } from '../lambdas/watchlist/dynamo-correction-store.ts';
import { dynamoWatchlistStore } from '../lambdas/watchlist/dynamo-watchlist-store.ts';
import type { WatchlistStore } from '../lambdas/watchlist/watchlist-store.ts';
import { openZoneTables } from './zone-tables.ts';

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
  const tables = await openZoneTables(stackName);
  const { at } = tables;
  return {
    settings: tables.settings(),
    index: dynamoSightingIndex(at('SightingsTable')),
    audit: tables.audit(),
    watchlist: dynamoWatchlistStore(at('WatchlistTable')),
    corrections: dynamoCorrectionStore(at('WatchlistTable')),
    cameras: dynamoCameraStore(at('RegistryTable')),
    incidents: tables.incidents(),
  };
}
