import { dynamoSpendingStore } from '../lambdas/faces/dynamo-spending-store.ts';
import type { SpendingStore } from '../lambdas/faces/spending-store.ts';
import { dynamoPollReader } from '../lambdas/poll/dynamo-poll-keeper.ts';
import type { PollReader } from '../lambdas/poll/poll-store.ts';
import type { SettingsStore } from '../lambdas/sightings/settings-store.ts';
import type { ZoneSettings } from '../lambdas/zone/zone-file.ts';
import { readIncidentFacts } from './report/dynamo-incident-facts.ts';
import { type ReportDevices, readReportDevices } from './report/dynamo-report-devices.ts';
import type { IncidentFacts } from './report/incident-facts.ts';
import type { PollRecords } from './report/poll-trend.ts';
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
  readonly devices: (settings: ZoneSettings) => Promise<ReportDevices>;
  readonly spending: Pick<SpendingStore, 'ofDays'>;
  /** Of all rounds; none where there is no poll. */
  readonly poll: () => Promise<readonly PollRecords[]>;
}

/** The records of the deployed zone, in AWS or wherever AWS_ENDPOINT_URL points. Throws StackMissingError. */
export async function openReportPorts(stackName?: string): Promise<ReportPorts> {
  const tables = await openZoneTables(stackName);
  const [registry, incidents] = [tables.at('RegistryTable'), tables.at('IncidentsTable')];
  return {
    settings: tables.settings(),
    incidents: (period) => readIncidentFacts({ ...incidents, ...period }),
    devices: (settings) => readReportDevices(registry, settings),
    spending: dynamoSpendingStore(registry),
    // A stack of an older version has no poll.
    poll: async () =>
      'PollTable' in tables.outputs ? readPoll(dynamoPollReader(tables.at('PollTable'))) : [],
  };
}

async function readPoll(polls: PollReader): Promise<readonly PollRecords[]> {
  const rounds = await polls.rounds();
  return Promise.all(
    rounds.map(async ({ round }) => ({ round, answers: await polls.answers(round.roundId) })),
  );
}
