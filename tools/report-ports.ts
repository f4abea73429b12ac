import { dynamoSpendingStore } from '../lambdas/faces/dynamo-spending-store.ts';
import type { SpendingStore } from '../lambdas/faces/spending-store.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import { readIncidentFacts } from './report/dynamo-incident-facts.ts';
import { type ReportDevices, readReportDevices } from './report/dynamo-report-devices.ts';
import type { IncidentFacts } from './report/incident-facts.ts';
import { openZoneTables } from './zone-tables.ts';

/** Times are epoch ms. */
export interface IncidentPeriod {
  readonly from: number;
  readonly to: number;
  readonly now: number;
}

export interface ReportPorts {
  readonly settings: SettingsStore;
  /** Of incidents opened from `from` to before `to`, and of faults that lasted into that time. */
  readonly incidents: (period: IncidentPeriod) => Promise<readonly IncidentFacts[]>;
  readonly devices: () => Promise<ReportDevices>;
  readonly spending: Pick<SpendingStore, 'ofDays'>;
}

/** The records of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openReportPorts(stackName?: string): Promise<ReportPorts> {
  const tables = await openZoneTables(stackName);
  const [registry, incidents] = [tables.at('RegistryTable'), tables.at('IncidentsTable')];
  return {
    settings: tables.settings(),
    incidents: (period) => readIncidentFacts({ ...incidents, ...period }),
    devices: () => readReportDevices(registry),
    spending: dynamoSpendingStore(registry),
  };
}
